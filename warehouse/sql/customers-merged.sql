-- Which profile each merged customer lives on in: merges are followed to their end, so that what refers to an old
-- profile can be counted for the one that is left. `merges` counts the steps.
with recursive merged as (
  select id, merge_target_id as target_id, 1 as merges, array[id] as seen
  from bellhop.customer
  where merge_target_id is not null
  union all
  select merged.id, customer.merge_target_id, merged.merges + 1, merged.seen || customer.id
  from merged
  join bellhop.customer on customer.id = merged.target_id
  where
    customer.merge_target_id is not null
    -- Two that name each other would go on for ever.
    and customer.id <> all (merged.seen)
)
select distinct on (merged.id)
  merged.id as customer_id,
  merged.target_id as lives_on_as,
  merged.merges,
  target.id is not null as target_is_known,
  target.last_name,
  target.first_name
from merged
left join bellhop.customer as target on target.id = merged.target_id
order by merged.id, merged.merges desc;
