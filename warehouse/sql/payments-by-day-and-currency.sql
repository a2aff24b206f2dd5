-- What was paid, by the day it was charged and by currency, the last 30 days; currencies are never added up.
-- Mews counts money that is received as negative: `received` turns the sign, so that a refund is negative.
-- The day is the property's: put its time zone in the first line.
with place as (select 'UTC' as time_zone)
select
  payment.enterprise_id,
  (coalesce(payment.charged_utc, payment.created_utc) at time zone place.time_zone)::date as day,
  payment.amount_currency as currency,
  count(*) as payments,
  -sum(payment.amount_gross_value) as received
from place
cross join bellhop.payment
where
  payment.state = 'Charged'
  and not payment.is_deleted
  and coalesce(payment.charged_utc, payment.created_utc) >= now() - interval '30 days'
group by payment.enterprise_id, day, currency
order by payment.enterprise_id, day, currency;
