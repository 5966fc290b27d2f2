// @ts-check
import { MLCEngine } from './engine.mjs';
import { startPlan } from './plan.mjs';

startPlan({});

export { MLCEngine };
