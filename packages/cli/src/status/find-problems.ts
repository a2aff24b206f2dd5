import type { ServiceWord, Status } from './status.ts'

/** Says what of a status is wrong and is to be mended; a lag or what waits for its time is not. Pure. */
export function findProblems(status: Omit<Status, 'problems'>): readonly string[] {
  const { lag, accounting, parked, unknownEnterprises } = status
  return [
    ...lag.flatMap(({ topic, lost }) =>
      lost === 0
        ? []
        : [`${lost} records of ${topic} were deleted before they were consumed: the enricher was away too long.`],
    ),
    ...accounting.problems.map((problem) => `The accounting does not add up: ${problem}.`),
    ...findServiceProblems(status),
    ...(unknownEnterprises === 0 ? [] : [toUnknown(unknownEnterprises)]),
    ...parked
      .filter(({ reason }) => reason === '401')
      .map(
        ({ operation, of }) =>
          `${operation} of ${of} is parked: Mews answers 401. Mend the token or its permission; what waits goes on by itself.`,
      ),
  ]
}

function toUnknown(count: number): string {
  const who = count === 1 ? 'an enterprise' : `${count} enterprises`
  return `Events of ${who} wait that the directory does not know: add the id to the enterpriseIds of the credential that serves it, and what waits goes on within ten minutes; this is told a quarter of an hour longer. bellhop tail retries.10m --no-follow shows which.`
}

/** Says which services are not well, or do not answer. Pure. */
export function findServiceProblems({ ingress, enricher }: Pick<Status, 'ingress' | 'enricher'>): readonly string[] {
  const services = [
    ...ingress.map((one) => ({ name: 'ingress', ...one })),
    ...enricher.map((one) => ({ name: 'enricher', ...one })),
  ]
  return services.flatMap(({ name, address, status: said, reasons }) =>
    said === 'ready' ? [] : [toProblem(name, address, said, reasons.join('; '))],
  )
}

function toProblem(name: string, address: string, said: ServiceWord['status'], why: string): string {
  if (said !== 'no answer') return `${name} at ${address} is ${said}: ${why}.`
  return `${name} at ${address} does not answer (${why}): start it, or say where it is by --${name}-admin or ${name.toUpperCase()}_ADMIN.`
}
