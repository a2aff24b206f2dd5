-- What was given up in the last 30 days and why. A dead letter is never silent data loss: the event is kept, and can be
-- sent again once its cause is mended; of what is not JSON (`not-json`) there is only a digest, and nothing to send.
-- `class` says whose matter it is: data, permission, upstream, ours. `cured`: its entity was fetched again since then
-- and has a row. `open`: it has none so new; one that was looked into since and found unchanged counts here too.
with entities as (
  select id, fetched_at from bellhop.reservation
  union all select id, fetched_at from bellhop.resource
  union all select id, fetched_at from bellhop.message
  union all select id, fetched_at from bellhop.resource_block
  union all select id, fetched_at from bellhop.customer
  union all select id, fetched_at from bellhop.payment
),
letters as (
  select *, exists (
    select from entities
    -- A UUID means the same in either case; of other ids nothing is known.
    where entities.id in (entity_id, lower(entity_id)) and entities.fetched_at > failed_at
  ) as is_cured
  from bellhop.dead_letter
  where failed_at > now() - interval '30 days'
)
select
  reason,
  class,
  coalesce(discriminator, 'unknown') as discriminator,
  count(*) as dead_letters,
  count(*) filter (where not is_cured) as open,
  count(*) filter (where is_cured) as cured,
  count(distinct enterprise_id) as enterprises,
  count(distinct entity_id) as entities,
  min(failed_at) as first_at,
  max(failed_at) as last_at
from letters
group by reason, class, coalesce(discriminator, 'unknown')
order by dead_letters desc, reason, discriminator;
