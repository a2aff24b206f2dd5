-- What was given up in the last 30 days and why. A dead letter is never silent data loss: the event is kept, and can be
-- sent again once its cause is mended. `class` says whose matter it is: data, permission, upstream, ours.
select
  reason,
  class,
  coalesce(discriminator, 'unknown') as discriminator,
  count(*) as dead_letters,
  count(distinct enterprise_id) as enterprises,
  count(distinct entity_id) as entities,
  min(failed_at) as first_at,
  max(failed_at) as last_at
from bellhop.dead_letter
where failed_at > now() - interval '30 days'
group by reason, class, coalesce(discriminator, 'unknown')
order by dead_letters desc, reason, discriminator;
