import { defineWord } from '../control/define-word.ts'

/** `bellhop drop`. */
export const drop = defineWord({
  action: 'drop',
  summary:
    'gives up the events that wait for a halted or parked operation of a lane, or for an enterprise that has left',
  details:
    'Those that were received until now become dead letters of the reason dropped, which can be redriven later; newer ones wait. The word holds for seven days: resume the operation before you redrive. The lane of an enterprise that the directory does not know is its id.',
  outcome: 'What was received until now and waits for it becomes dead letters of the reason dropped.',
})
