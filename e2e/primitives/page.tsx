import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Alert } from '../../src/views/ui/alert';
import { Button } from '../../src/views/ui/button';
import { Card } from '../../src/views/ui/card';
import { Checkbox } from '../../src/views/ui/checkbox';
import { Chip, Outcome } from '../../src/views/ui/chip';
import { Dialog } from '../../src/views/ui/dialog';
import { EmptyState } from '../../src/views/ui/empty-state';
import { Menu } from '../../src/views/ui/menu';
import { Notice } from '../../src/views/ui/notice';
import { NumberInput } from '../../src/views/ui/number-input';
import { Pane, PaneBody, PaneFoot, PaneHead } from '../../src/views/ui/pane';
import { ProgressBar } from '../../src/views/ui/progress-bar';
import { Row } from '../../src/views/ui/row';
import { Select } from '../../src/views/ui/select';
import { Table } from '../../src/views/ui/table/table';
import { VirtualTable } from '../../src/views/ui/table/virtual-table';
import { TextArea } from '../../src/views/ui/text-area';
import { TextInput } from '../../src/views/ui/text-input';
import { HidePane } from '../../src/views/ui/workbench/hide-pane';
import { startingWidths, withWidth } from '../../src/views/ui/workbench/saved-widths';
import { Workbench, type WorkbenchLayout } from '../../src/views/ui/workbench/workbench';
import './page.css';

type Name = 'request' | 'result' | 'notes' | 'past';

const limits = { min: 240, usual: 300, max: 500 };
const layout: WorkbenchLayout<Name> = {
  start: { id: 'request', label: 'Request', noun: 'request', savedAs: 'request', limits },
  main: { id: 'result', label: 'Result' },
  end: { id: 'notes', label: 'Notes', noun: 'notes', savedAs: 'notes', limits },
  foot: { id: 'past', label: 'Past' },
  sharedColumn: 'start',
};

/** A screen as the next rooms will be: of the workbench and the primitives, without a style sheet of its own. */
function Screen() {
  const [shown, show] = useState<Name>('result');
  const [widths, setWidths] = useState(() => startingWidths(layout, { saved: {}, windowWidth: window.innerWidth }));
  const resize = (side: 'start' | 'end', width: number) => setWidths((before) => withWidth(before, { side, width }));
  return (
    <Workbench
      title="Placeholder"
      {...{ layout, panes, shown, widths }}
      bar={
        <Row className="bg-surface px-4 py-3">
          <b className="text-title">Nothing runs</b>
          <ProgressBar label="Progress" value={3} max={10} text="3 of 10" />
        </Row>
      }
      onShow={show}
      onResize={resize}
      onSettle={resize}
    />
  );
}

function Request() {
  const [text, setText] = useState('');
  const [count, setCount] = useState(2);
  const [model, setModel] = useState<'small' | 'large'>('small');
  const [logs, setLogs] = useState(false);
  return (
    <Pane label="Request">
      <PaneHead>
        <h2>Request</h2>
        <span className="flex-1" />
        <HidePane side="start" />
      </PaneHead>
      <PaneBody className="grid content-start gap-3">
        <TextInput label="Name" value={text} onText={setText} hint="As it stands in the table." />
        <TextArea label="Prompt" value="" onText={() => undefined} error="Expected a prompt, found nothing." />
        <NumberInput label="Candidates" value={count} min={1} max={3} onNumber={setCount} />
        <Select label="Model" value={model} options={models} onPick={setModel} />
        <Checkbox label="Log-probabilities" checked={logs} onCheck={setLogs} />
      </PaneBody>
      <PaneFoot>
        <Row wraps>
          <Button variant="primary" icon="play">
            Run
          </Button>
          <Button icon="stop" unavailable="Nothing is running.">
            Stop
          </Button>
          <Menu
            label="More"
            entries={entries}
            trigger={(props) => <Button {...props} variant="ghost" icon="more" label="More" />}
          />
        </Row>
      </PaneFoot>
    </Pane>
  );
}

const models = [
  { value: 'small', label: 'Small' },
  { value: 'large', label: 'Large' },
] as const;

const entries = [
  { kind: 'item', label: 'Copy', icon: 'copy', onSelect: () => undefined },
  { kind: 'item', label: 'Delete', danger: true, onSelect: () => undefined },
] as const;

function Result() {
  const [isOpen, setOpen] = useState(false);
  return (
    <Pane label="Result" ground="surface">
      <PaneHead>
        <h2>Result</h2>
        <Chip icon="edit" tone="accent">
          changed
        </Chip>
        <Button variant="quiet" className="ml-auto" onClick={() => setOpen(true)}>
          Details
        </Button>
      </PaneHead>
      <PaneBody className="grid content-start gap-4 text-read">
        <Card
          kind="region"
          title="Scores"
          note="of two rows"
          aside={
            <Outcome icon="check" tone="good">
              done
            </Outcome>
          }
        >
          <Table label="Scores">
            <tbody>
              <tr>
                <th scope="row">First</th>
                <td className="num">0.81</td>
              </tr>
            </tbody>
          </Table>
        </Card>
        <Alert title="The service is not available" actions={<Button>Try again</Button>}>
          Try again in a few minutes.
        </Alert>
        <VirtualTable label="Rows" frameClassName="h-60" columns={columns} count={100_000} rowHeight={32}>
          {({ index }) => (
            <tr key={index} aria-rowindex={index + 2}>
              <td className="font-mono">{index + 1}</td>
              <td>Row {index + 1}</td>
            </tr>
          )}
        </VirtualTable>
      </PaneBody>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title="Details"
        footer={<Button onClick={() => setOpen(false)}>Done</Button>}
      >
        <TextInput label="Comment" value="" onText={() => undefined} />
      </Dialog>
    </Pane>
  );
}

const columns = [{ title: 'Row', className: 'w-24' }, { title: 'Text' }];

// Made once, as a real screen does.
const panes = {
  request: <Request />,
  result: <Result />,
  notes: (
    <Pane label="Notes">
      <PaneBody>
        <Notice tone="warn">Costs are not known.</Notice>
        <EmptyState title="No notes yet">What you write down stands here.</EmptyState>
      </PaneBody>
    </Pane>
  ),
  past: (
    <Pane label="Past" className="p-3">
      <p className="text-ink-3 text-small">Nothing was run before.</p>
    </Pane>
  ),
};

const root = document.getElementById('root');
if (root === null) throw new Error('Expected an element with id "root", found none.');
createRoot(root).render(<Screen />);
