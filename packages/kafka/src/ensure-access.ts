import type { Kafka } from 'kafkajs'
import { askStandings } from './ask-standings.ts'
import type { KafkaSettings } from './connect.ts'
import { KafkaError } from './errors.ts'
import { explainRefusal, isNotAllowed } from './explain-refusal.ts'
import { wait } from './insist.ts'
import { isHopeless } from './is-hopeless.ts'
import { isUnsupported } from './is-unsupported.ts'
import { judgePermissions } from './judge-permissions.ts'
import type { Log } from './log.ts'
import { createOwnCluster, type OwnCluster } from './own-cluster.ts'
import { describePermission, type Permission } from './permission.ts'

/** What a process needs to be allowed, and the topics that it will use. */
export type Needs = { readonly permissions: readonly Permission[]; readonly topics: readonly string[] }

const requestTimeoutMs = 10_000
/** Milliseconds between tries while the brokers are away, and between two lines about that. */
const againMs = 500
const quietMs = 10_000
/** Milliseconds that a look for missing permissions may hold up an error that it would explain. */
const explainWithinMs = 5_000

/**
 * Finds which permissions the user that we log in as lacks, by asking the brokers. Nothing is changed by it.
 *
 * @param kafka - whose logger is used
 * @throws KafkaError `kafka.refused` when we are not let in, else what went wrong, such as that the brokers are away
 */
export async function findMissing(
  kafka: Pick<Kafka, 'logger'>,
  settings: KafkaSettings,
  { permissions, topics }: Needs,
): Promise<Permission[]> {
  const own = createOwnCluster(kafka, settings, [], requestTimeoutMs)
  try {
    return await lookFor(own, permissions, topics)
  } catch (error) {
    throw explainRefusal(error, settings.sasl) ?? error
  } finally {
    await own.cluster.disconnect().catch(() => undefined)
  }
}

/**
 * Makes sure that the brokers let us in and allow what we need; waits while they are away, and says so.
 *
 * @throws KafkaError `kafka.refused` when we are not let in, `kafka.not-allowed` naming every permission that is missing
 */
export async function ensureAccess(
  kafka: Pick<Kafka, 'logger'>,
  settings: KafkaSettings,
  needs: Needs,
  log: Log,
): Promise<void> {
  let refusals = 0
  let saidAt = Number.NEGATIVE_INFINITY
  for (;;) {
    try {
      const missing = await findMissing(kafka, settings, needs)
      if (missing.length > 0) throw toNotAllowed(settings, missing)
      return
    } catch (err) {
      if (err instanceof KafkaError) {
        // Each try goes to another broker of the list: one that is set up otherwise than the rest does not decide.
        refusals += 1
        if (err.code !== 'kafka.refused' || refusals >= settings.brokers.length) throw err
      } else if (isUnsupported(err)) {
        return log.debug({ err }, 'these brokers do not tell what their users may do')
      } else if (isHopeless(err)) throw err
      if (performance.now() - saidAt > quietMs) {
        saidAt = performance.now()
        log.warn({ err }, 'the brokers are away, or KAFKA_SSL and KAFKA_SASL_MECHANISM are not theirs: trying again')
      }
      await wait(againMs)
    }
  }
}

/**
 * Makes of an error that says no more than that something is not allowed one that says what; any other is given back.
 *
 * Takes five seconds at most.
 */
export async function explainNotAllowed(
  kafka: Pick<Kafka, 'logger'>,
  settings: KafkaSettings,
  needs: Needs,
  error: unknown,
): Promise<unknown> {
  if (!isNotAllowed(error) || (error instanceof KafkaError && error.code === 'kafka.not-allowed')) return error
  const looking = findMissing(kafka, settings, needs).catch(() => [])
  const missing = await Promise.race([looking, wait(explainWithinMs).then(() => [])])
  return missing.length === 0 ? error : toNotAllowed(settings, missing, error)
}

/** Says which permissions are missing, and what to do. */
export function toNotAllowed(
  { sasl }: Pick<KafkaSettings, 'sasl'>,
  missing: readonly Permission[],
  cause?: unknown,
): KafkaError {
  const who = sasl === undefined ? 'this user' : `user ${sasl.username}`
  const what = missing.map(describePermission).join('; ')
  const text = `The brokers do not allow ${who}: ${what}. Give it by "bellhop acls apply", which lists what each service needs`
  return new KafkaError('kafka.not-allowed', text, cause)
}

async function lookFor(own: OwnCluster, permissions: readonly Permission[], topics: readonly string[]) {
  await own.refresh()
  return judgePermissions(permissions, await askStandings(own.cluster, permissions, topics))
}
