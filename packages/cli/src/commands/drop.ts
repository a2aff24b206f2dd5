import { defineWord } from '../control/define-word.ts'

/** `bellhop drop`. */
export const drop = defineWord({
  action: 'drop',
  summary: 'gives up the events that wait for a halted or parked operation of a lane',
  details:
    'Those that were received until now become dead letters of the reason dropped, which can be redriven later; newer ones wait. The word holds for seven days: resume the operation before you redrive.',
  outcome: 'What was received until now and waits for it becomes dead letters of the reason dropped.',
})
