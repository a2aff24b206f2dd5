/** What a run leaves on a broker and a registry that are not its own. */
export type LeftBehind = { readonly brokers: string; readonly registryUrl: string; readonly topicPrefix: string }

/** Says what a run has left and how it is removed: nothing is deleted on a broker of the user's own. Pure. */
export function renderLeftBehind({ brokers, registryUrl, topicPrefix }: LeftBehind): string {
  return [
    `left on ${brokers} and ${registryUrl}: topics, subjects and a consumer group, all named ${topicPrefix}…; to remove them:`,
    `  kafka-topics.sh --bootstrap-server ${brokers} --delete --topic '${topicPrefix}\\..*'`,
    `  kafka-consumer-groups.sh --bootstrap-server ${brokers} --delete --group ${topicPrefix}-enricher`,
    `  curl -s ${registryUrl}/subjects | grep -o '${topicPrefix}\\.[^"]*' | xargs -I{} curl -s -X DELETE ${registryUrl}/subjects/{}`,
  ].join('\n')
}
