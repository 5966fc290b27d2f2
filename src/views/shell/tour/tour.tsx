import { useCallback, useEffect, useRef } from 'react';
import { isFirstSample } from '../../../core/project/first-sample';
import { Button } from '../../ui/button';
import { isEscape } from '../../ui/enter-key';
import { Row } from '../../ui/row';
import { useActions, useStudio } from '../../use-studio';
import { type Box, placeCard, type Size } from './tour-place';
import { timesDone } from './tour-progress';
import { steps, type TourStep } from './tour-steps';
import { type TourTarget, useTourTarget } from './use-tour-target';

/** The first visit's tour, on the sample that it speaks of. It waits while a dialog is open. */
export function Tour() {
  const index = useStudio((state) =>
    state.boot.status === 'ready' && state.dialog === null && isFirstSample(state.project) ? state.tourStep : null,
  );
  const step = index === null ? undefined : steps[index];
  return index === null || step === undefined ? null : <TourCard key={index} step={step} n={index + 1} />;
}

/** Beside its control, without a veil: the page stays in use, clicks on the card's text go through to what is under it. */
function TourCard({ step, n }: { readonly step: TourStep; readonly n: number }) {
  const { nextTourStep, endTour } = useActions().shell;
  const card = useRef<HTMLDivElement>(null);
  const place = useCallback((target: TourTarget | null) => moveCard(card.current, target), []);
  const target = useTourTarget(step.target, place);
  useEscape(endTour);
  useStepDone(step.target, nextTourStep);
  const last = n === steps.length;
  return (
    <div ref={card} className="tour" role="dialog" aria-label={`Tour, step ${n} of ${steps.length}`} aria-live="polite">
      <p className="tour-n">
        {n} of {steps.length}
      </p>
      <h2 className="tour-title">{step.title}</h2>
      <p>{target?.isOwn === true ? step.text : step.first}</p>
      <Row>
        <Button variant="solid" onClick={nextTourStep}>
          {last ? 'Done' : 'Next'}
        </Button>
        {!last && (
          <Button variant="ghost" onClick={endTour}>
            Skip
          </Button>
        )}
      </Row>
    </div>
  );
}

// Of a long list the beginning: thousands of boxes would be measured at every look, and most of them are out of sight.
const controls =
  'main :is(button, a, input, select, textarea, [role="textbox"], [role="radio"]):not(li:nth-child(n + 20) *), .topbar, .mainnav';

function moveCard(card: HTMLElement | null, target: TourTarget | null): void {
  if (card === null) return;
  // Not beside something that is only there while the page is on its way.
  card.hidden = document.querySelector('main .boot') !== null;
  const room = { width: window.innerWidth, height: window.innerHeight };
  const { left, top } = placeCard({
    target: target?.element.getBoundingClientRect() ?? footOf(room),
    card: { width: card.offsetWidth, height: card.offsetHeight },
    room,
    obstacles: [...document.querySelectorAll(controls)].map((element) => element.getBoundingClientRect()),
  });
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
}

/** Where the card stands while its control is out of sight: above the navigation of a narrow window. */
function footOf(room: Size): Box {
  return { left: room.width / 2, top: room.height - 56, width: 0, height: 0 };
}

/** Goes on when what a step is about has happened: a response came, a principle is there, it is folded. */
function useStepDone(target: TourStep['target'], done: () => void): void {
  const times = useStudio(({ project }) => timesDone(target, project));
  const before = useRef(times);
  useEffect(() => {
    if (times > before.current) done();
    before.current = times;
  }, [times, done]);
}

function useEscape(leave: () => void): void {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      // Whatever is open on the page closes first.
      if (isEscape(event) && !event.defaultPrevented) leave();
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [leave]);
}
