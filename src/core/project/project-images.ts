import type { Project } from './project';

/** Images of a project take more than this: whoever exports it is asked whether they are to come along. */
export const mostImageBytes = 20_000_000;

/** Of all images that the project keeps, without what a file adds to write them as text. */
export function imageBytes({ playground }: Pick<Project, 'playground'>): number {
  const images = Object.values(playground?.images ?? {});
  return images.reduce((sum, { data }) => sum + Math.floor((data.length * 3) / 4) - padding(data), 0);
}

/** Prompts and runs keep the places and checksums of their images, so that the same image can be attached again. */
export function withoutImages(project: Project): Project {
  if (project.playground === undefined || project.playground === null) return project;
  return { ...project, playground: { ...project.playground, images: {} } };
}

function padding(base64: string): number {
  return base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
}
