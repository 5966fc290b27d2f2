export type PaneName = 'prompt' | 'responses' | 'principles' | 'history';

/** The panes that can be hidden on a wide window. */
export type SidePane = 'prompt' | 'principles';
