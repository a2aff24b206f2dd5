import { defineWord } from '../control/define-word.ts'

/** `bellhop resume`. */
export const resume = defineWord({
  action: 'resume',
  summary: 'ends the halt of an operation of a lane',
  details: 'Mend the cause first: what only fails is halted again.',
  outcome: 'The owner of its task hears it within seconds, and what waits for it is due at once.',
})
