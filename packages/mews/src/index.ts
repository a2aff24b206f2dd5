export { type Answer, toPage, type Unreachable } from './answer.ts'
export { type Breaker, createBreaker } from './breaker.ts'
export {
  type Budget,
  callsWithin,
  freeze,
  type Limit,
  openBudget,
  type Pace,
  planPace,
  savedUp,
  spend,
  waitFor,
} from './budget.ts'
export { type ApiPlace, type Call, type ClientOptions, type FetchPage, openClient, type ReadPage } from './client.ts'
export {
  type Credential,
  type Directory,
  type Lanes,
  laneOf,
  toCredentialsByEnterprise,
  toLane,
  toLanes,
} from './directory.ts'
export { type DirectoryFile, DirectoryFileSchema } from './directory-schema.ts'
export { DirectoryError } from './errors.ts'
export { readDirectory, readDirectoryLanes } from './read-directory.ts'
export { toRestMs } from './retry-after.ts'
