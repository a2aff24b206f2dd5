import { answersCut, answersSwallowed } from './answers-dropped.ts'
import { brokerFrozen } from './broker-frozen.ts'
import { brokerStopped } from './broker-stopped.ts'
import { diskFull } from './disk-full.ts'
import type { Fault } from './fault.ts'
import { ingressKilled } from './ingress-killed.ts'
import { rollingRestart } from './rolling-restart.ts'
import { workerKilled } from './worker-killed.ts'

/** All faults, in the order in which they are tried. */
export const faults: ReadonlyMap<string, Fault> = new Map([
  ['broker-stopped', brokerStopped],
  ['broker-frozen', brokerFrozen],
  ['answers-dropped-cut', answersCut],
  ['answers-dropped-open', answersSwallowed],
  ['ingress-killed', ingressKilled],
  ['disk-full', diskFull],
  ['worker-killed', workerKilled],
  ['rolling-restart', rollingRestart],
])
