import { Suspense, use } from 'react';
import { Alert } from '../../ui/alert';
import { componentOnce } from '../../ui/component-once';
import { useStudio } from '../../use-studio';

/** Feedback that is kept as tests: nothing before the first case. */
export function Regression() {
  const isThere = useStudio(({ project, align }) => project.regression.cases.length > 0 || align.unpinned !== null);
  if (!isThere) return null;
  return (
    <Suspense>
      <Shown />
    </Suspense>
  );
}

const loadSection = componentOnce(
  () => import('./regression-section').then((module) => module.RegressionSection),
  RegressionFailure,
);

function Shown() {
  const Section = use(loadSection());
  return <Section />;
}

function RegressionFailure() {
  return (
    <Alert title="The pinned cases could not be shown">
      They are kept. A part of the studio could not be fetched: check the connection, then reload the page.
    </Alert>
  );
}
