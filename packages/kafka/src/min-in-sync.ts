/**
 * How many replicas have to hold a record before it is acknowledged: all but one, so that one broker may be away and
 * what was acknowledged is still on two disks where there are three.
 */
export function minInSyncOf(replication: number): number {
  return Math.max(1, replication - 1)
}
