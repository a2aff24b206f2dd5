-- Who arrives today: one row for each reservation that is to begin today and is not cancelled.
-- The day is the property's: put its time zone in the first line.
with place as (select 'UTC' as time_zone)
select
  reservation.enterprise_id,
  reservation.number,
  reservation.state,
  reservation.scheduled_start_utc at time zone place.time_zone as arrives,
  reservation.scheduled_end_utc at time zone place.time_zone as departs,
  reservation.actual_start_utc is not null as has_checked_in,
  resource.name as resource,
  (
    select sum((one ->> 'Count')::int)
    from jsonb_array_elements(reservation.person_counts) as one
  ) as persons,
  customer.last_name,
  customer.first_name
from place
cross join bellhop.reservation
left join bellhop.resource on resource.id = reservation.assigned_resource_id
left join bellhop.customer on customer.id = reservation.account_id and reservation.account_type = 'Customer'
where
  (reservation.scheduled_start_utc at time zone place.time_zone)::date = (now() at time zone place.time_zone)::date
  and reservation.state in ('Confirmed', 'Started', 'Processed')
  and not reservation.is_deleted
order by reservation.enterprise_id, arrives, reservation.number;
