-- How fresh the tables are: for each enterprise and entity when the newest change was made at Mews and when it was
-- fetched, and how long the last day's changes took from webhook to fetch. A quiet property is not a stale one: compare
-- with the others of its kind.
with rows as (
  select 'reservation' as entity, enterprise_id, changed_at, first_received_at, fetched_at from bellhop.reservation
  union all select 'resource', enterprise_id, changed_at, first_received_at, fetched_at from bellhop.resource
  union all select 'message', enterprise_id, changed_at, first_received_at, fetched_at from bellhop.message
  union all select 'resource_block', enterprise_id, changed_at, first_received_at, fetched_at from bellhop.resource_block
  union all select 'customer', enterprise_id, changed_at, first_received_at, fetched_at from bellhop.customer
  union all select 'payment', enterprise_id, changed_at, first_received_at, fetched_at from bellhop.payment
),
delays as (
  select *, extract(epoch from fetched_at - first_received_at) as seconds, fetched_at > now() - interval '1 day' as is_recent
  from rows
)
select
  enterprise_id,
  entity,
  count(*) as entities,
  max(changed_at) as newest_change,
  max(fetched_at) as newest_fetch,
  percentile_cont(0.5) within group (order by seconds) filter (where is_recent) as seconds_p50,
  percentile_cont(0.99) within group (order by seconds) filter (where is_recent) as seconds_p99
from delays
group by enterprise_id, entity
order by enterprise_id, entity;
