/** What the models worker lets through, for the estimate and so that no more calls are started than can run. */
export interface CallLimits {
  readonly parallelRequests: number;
  readonly requestsPerMinute: number;
}
