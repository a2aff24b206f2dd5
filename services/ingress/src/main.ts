import cluster from 'node:cluster'
import { runMain } from '@bellhop/runtime'
import { stopMessage } from './messages.ts'
import { runParent } from './run-parent.ts'
import { runWorker } from './run-worker.ts'

if (cluster.isPrimary) await runMain('ingress', runParent)
else await runMain('ingress', runWorker, { stopMessage })
