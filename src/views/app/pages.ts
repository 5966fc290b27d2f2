import { createPages } from '../shell/pages';

/** Every page of the studio, by route. */
export const pages = createPages({
  align: () => import('../align/align-view').then((module) => module.AlignView),
  label: () => import('../label/label-view').then((module) => module.LabelView),
  tune: () => import('../tune/tune-view').then((module) => module.TuneView),
  playground: () => import('../playground/playground-view').then((module) => module.PlaygroundView),
  settings: () => import('../settings/settings-view').then((module) => module.SettingsView),
});
