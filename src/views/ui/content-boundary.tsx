import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Alert } from './alert';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { PlainText } from './plain-text';

interface ContentBoundaryProps {
  /** What it is, at the beginning of a sentence: "This response". */
  readonly what: string;
  /** The content itself, where it is a text: it can be shown plain and copied. */
  readonly text?: string | undefined;
  /** Where it is an item of a list or a row of a table, so is what stands in its place. */
  readonly within?: 'list' | 'table' | undefined;
  readonly children: ReactNode;
}

interface ContentBoundaryState {
  readonly failed: 'no' | 'yes' | 'shown-plain';
  /** The text that failed; another one is tried. */
  readonly text: string | undefined;
}

/** Around content that others wrote: where showing it fails, this place says so, and the rest of the page lives. Only a class can catch. */
export class ContentBoundary extends Component<ContentBoundaryProps, ContentBoundaryState> {
  override state: ContentBoundaryState = { failed: 'no', text: this.props.text };

  static getDerivedStateFromError(): Partial<ContentBoundaryState> {
    return { failed: 'yes' };
  }

  static getDerivedStateFromProps(
    { text }: ContentBoundaryProps,
    state: ContentBoundaryState,
  ): ContentBoundaryState | null {
    return text === state.text ? null : { failed: 'no', text };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // The stack belongs to whoever repairs it, not on the screen.
    console.error(`${this.props.what} could not be shown.`, error, info.componentStack);
  }

  override render(): ReactNode {
    const { what, text, children } = this.props;
    switch (this.state.failed) {
      case 'no':
        return children;
      case 'shown-plain':
        return this.placed(<PlainText text={text ?? ''} />);
      case 'yes':
        return this.placed(
          <Alert title={`${what} could not be shown`} actions={this.actions()}>
            The rest of the page works as before, and nothing is lost.
          </Alert>,
        );
    }
  }

  private placed(content: ReactNode): ReactNode {
    switch (this.props.within) {
      case undefined:
        return content;
      case 'list':
        return <li>{content}</li>;
      case 'table':
        return (
          <tr>
            <td colSpan={everyColumn}>{content}</td>
          </tr>
        );
    }
  }

  private actions(): ReactNode {
    const { what, text } = this.props;
    if (text === undefined) return <Button onClick={() => this.setState({ failed: 'no' })}>Try again</Button>;
    return (
      <>
        <Button onClick={() => this.setState({ failed: 'shown-plain' })}>Show as plain text</Button>
        <CopyButton text={text} label={`Copy ${what.toLowerCase()}`} word="Copy" />
      </>
    );
  }
}

/** More than a table has: the browser takes those that are there. */
const everyColumn = 100;
