// Generated from avro/reservation.avsc by scripts/generate-types.mjs. Do not edit.

import type { RecordSchema } from '../record-schema.ts'

/** A reservation as Mews has it now (version 2023-06-06). Topic <prefix>.entities.reservation, keyed by id. */
export type Reservation = {
  /** Unique id of the reservation. Mews Reservation.Id. */
  readonly id: string
  /** Bookable service the reservation belongs to. Mews Reservation.ServiceId. Always present by Mews's documentation. */
  readonly service_id: string | null
  /** Customer or company the reservation belongs to; account_type says which. Mews Reservation.AccountId. Always present by Mews's documentation. */
  readonly account_id: string | null
  /** Kind of account. Open list: Company, Customer. Mews Reservation.AccountType. Always present by Mews's documentation. */
  readonly account_type: string | null
  /** Profile of who created the reservation. Mews Reservation.CreatorProfileId. Always present by Mews's documentation. */
  readonly creator_profile_id: string | null
  /** Profile of who last updated the reservation. Mews Reservation.UpdaterProfileId. Always present by Mews's documentation. */
  readonly updater_profile_id: string | null
  /** Customer on whose behalf the reservation was made. Mews Reservation.BookerId. */
  readonly booker_id: string | null
  /** Confirmation number, for people to read. Mews Reservation.Number. Always present by Mews's documentation. */
  readonly number: string | null
  /** State of the reservation. Open list: Inquired, Confirmed, Started, Processed, Canceled, Optional, Requested. Mews Reservation.State. Always present by Mews's documentation. */
  readonly state: string | null
  /** Where the reservation was made. Open list: Distributor, ChannelManager, Commander, Import, Connector, Navigator. Mews Reservation.Origin. Always present by Mews's documentation. */
  readonly origin: string | null
  /** Finer origin of a reservation made in Commander. Open list: InPerson, Channel, Phone, Email, Website, Message, CallCenter, RoomingList. Mews Reservation.CommanderOrigin. */
  readonly commander_origin: string | null
  /** Details about the origin. Mews Reservation.OriginDetails. */
  readonly origin_details: string | null
  /** When the reservation was created, UTC. Mews Reservation.CreatedUtc. Always present by Mews's documentation. Epoch milliseconds. */
  readonly created_utc: number | null
  /** When the reservation was last updated, UTC. Mews Reservation.UpdatedUtc. Always present by Mews's documentation. Epoch milliseconds. */
  readonly updated_utc: number | null
  /** When the reservation was cancelled, UTC. Mews Reservation.CancelledUtc. Epoch milliseconds. */
  readonly cancelled_utc: number | null
  /** Voucher used to make the reservation. Mews Reservation.VoucherId. */
  readonly voucher_id: string | null
  /** Business segment of the reservation. Mews Reservation.BusinessSegmentId. */
  readonly business_segment_id: string | null
  /** Whether the owner of the reservation has checked in. Mews Reservation.Options.OwnerCheckedIn. Always present by Mews's documentation. */
  readonly options_owner_checked_in: boolean | null
  /** Whether all companions have checked in. Mews Reservation.Options.AllCompanionsCheckedIn. Always present by Mews's documentation. */
  readonly options_all_companions_checked_in: boolean | null
  /** Whether any companion has checked in. Mews Reservation.Options.AnyCompanionCheckedIn. Always present by Mews's documentation. */
  readonly options_any_companion_checked_in: boolean | null
  /** Whether the check-in was done through the Connector API. Mews Reservation.Options.ConnectorCheckIn. Always present by Mews's documentation. */
  readonly options_connector_check_in: boolean | null
  /** Rate of the reservation. Mews Reservation.RateId. Always present by Mews's documentation. */
  readonly rate_id: string | null
  /** Credit card of the reservation, an id only. Mews Reservation.CreditCardId. */
  readonly credit_card_id: string | null
  /** Reservation group the reservation belongs to. Mews Reservation.GroupId. Always present by Mews's documentation. */
  readonly group_id: string | null
  /** Resource category that was asked for. Mews Reservation.RequestedResourceCategoryId. Always present by Mews's documentation. */
  readonly requested_resource_category_id: string | null
  /** Resource (room, bed, desk …) assigned to the reservation; joins to the resource records. Mews Reservation.AssignedResourceId. */
  readonly assigned_resource_id: string | null
  /** Availability block the reservation is picked up from. Mews Reservation.AvailabilityBlockId. */
  readonly availability_block_id: string | null
  /** Company on whose behalf the reservation was made. Mews Reservation.PartnerCompanyId. */
  readonly partner_company_id: string | null
  /** Travel agency that mediated the reservation. Mews Reservation.TravelAgencyId. */
  readonly travel_agency_id: string | null
  /** Whether the assigned resource is locked to the reservation. Mews Reservation.AssignedResourceLocked. Always present by Mews's documentation. */
  readonly assigned_resource_locked: boolean | null
  /** Number of the reservation in the channel (the agency or site) it came from; may be empty. Mews Reservation.ChannelNumber. */
  readonly channel_number: string | null
  /** Number of the reservation in the channel manager; may be empty. Mews Reservation.ChannelManagerNumber. */
  readonly channel_manager_number: string | null
  /** Why the reservation was cancelled. Open list: Other, ConfirmationMissed, BookedElsewhere, ForceMajeure, GuestComplaint, NoShow, PriceTooHigh, ServiceNotAvailable, InputError, InvalidPayment, TravelAgency, RequestedByGuest, Update, BookingAbandoned, RequestedByBooker. Mews Reservation.CancellationReason. */
  readonly cancellation_reason: string | null
  /** When an unconfirmed reservation is released again, UTC. Mews Reservation.ReleasedUtc. Epoch milliseconds. */
  readonly released_utc: number | null
  /** Start of the stay, UTC. Deprecated by Mews on 2023-09-06: use scheduled_start_utc and actual_start_utc. Mews Reservation.StartUtc. Always present by Mews's documentation. Epoch milliseconds. */
  readonly start_utc: number | null
  /** End of the stay, UTC. Deprecated by Mews on 2024-04-19: use scheduled_end_utc and actual_end_utc. Mews Reservation.EndUtc. Always present by Mews's documentation. Epoch milliseconds. */
  readonly end_utc: number | null
  /** Start of the stay as booked, UTC. Mews Reservation.ScheduledStartUtc. Always present by Mews's documentation. Epoch milliseconds. */
  readonly scheduled_start_utc: number | null
  /** End of the stay as booked, UTC. Mews Reservation.ScheduledEndUtc. Always present by Mews's documentation. Epoch milliseconds. */
  readonly scheduled_end_utc: number | null
  /** When the guest checked in, UTC. Null before. Mews Reservation.ActualStartUtc. Epoch milliseconds. */
  readonly actual_start_utc: number | null
  /** When the guest checked out, UTC. Null before. Mews Reservation.ActualEndUtc. Epoch milliseconds. */
  readonly actual_end_utc: number | null
  /** Purpose of the stay. Open list: Leisure, Business, Student. Mews Reservation.Purpose. */
  readonly purpose: string | null
  /** Text of the QR code for check-in: a string that itself holds JSON with a customer id. Personal data. Mews Reservation.QrCodeData. */
  readonly qr_code_data: string | null
  /** Number of people by age category: list of AgeCategoryId and Count. Mews Reservation.PersonCounts. JSON, as Mews sends it. Always present by Mews's documentation. */
  readonly person_counts: string | null
  /** Enterprise (property) the record belongs to: the entity's own EnterpriseId or, where the entity has none, that of the last event this record answers. */
  readonly enterprise_id: string
  /** Mews integration whose webhook caused the record: that of the last event it answers. */
  readonly integration_id: string
  /** When the entity last changed at Mews, UTC: its UpdatedUtc, or CreatedUtc for a message. Mews ticks in whole seconds. A later record of the same id never has an earlier value. Epoch milliseconds. */
  readonly changed_at: number
  /** True when Mews marks the entity as gone: IsActive is false or DeletedUtc is set. A cancelled reservation or payment is not deleted; see its state. */
  readonly is_deleted: boolean
  /** Kinds of the events this record answers, each once, for example ServiceOrderUpdated. */
  readonly discriminators: readonly string[]
  /** Ids of the events this record answers, at most 1,000; they join to event_id of the thin events. */
  readonly event_ids: readonly string[]
  /** When the earliest of these events was received, UTC, clock of the ingress. Epoch milliseconds. */
  readonly first_received_at: number
  /** When the fetch of this state began, UTC, clock of the enricher. Epoch milliseconds. */
  readonly fetched_at: number
  /** What caused the record. Open list: webhook, replay, redrive. */
  readonly record_origin: string
  /** What Mews sent that has no field here, with its path and names: a JSON object, null when there is nothing. */
  readonly unmapped: string | null
}

/** Avro schema of {@link Reservation}. */
export const reservationSchema: RecordSchema = {
  "type": "record",
  "name": "Reservation",
  "namespace": "bellhop",
  "doc": "A reservation as Mews has it now (version 2023-06-06). Topic <prefix>.entities.reservation, keyed by id.",
  "fields": [
    {
      "name": "id",
      "type": "string",
      "mews": "Id",
      "doc": "Unique id of the reservation. Mews Reservation.Id."
    },
    {
      "name": "service_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "ServiceId",
      "doc": "Bookable service the reservation belongs to. Mews Reservation.ServiceId. Always present by Mews's documentation."
    },
    {
      "name": "account_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "AccountId",
      "doc": "Customer or company the reservation belongs to; account_type says which. Mews Reservation.AccountId. Always present by Mews's documentation."
    },
    {
      "name": "account_type",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "AccountType",
      "doc": "Kind of account. Open list: Company, Customer. Mews Reservation.AccountType. Always present by Mews's documentation."
    },
    {
      "name": "creator_profile_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "CreatorProfileId",
      "doc": "Profile of who created the reservation. Mews Reservation.CreatorProfileId. Always present by Mews's documentation."
    },
    {
      "name": "updater_profile_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "UpdaterProfileId",
      "doc": "Profile of who last updated the reservation. Mews Reservation.UpdaterProfileId. Always present by Mews's documentation."
    },
    {
      "name": "booker_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "BookerId",
      "doc": "Customer on whose behalf the reservation was made. Mews Reservation.BookerId."
    },
    {
      "name": "number",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Number",
      "doc": "Confirmation number, for people to read. Mews Reservation.Number. Always present by Mews's documentation."
    },
    {
      "name": "state",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "State",
      "doc": "State of the reservation. Open list: Inquired, Confirmed, Started, Processed, Canceled, Optional, Requested. Mews Reservation.State. Always present by Mews's documentation."
    },
    {
      "name": "origin",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Origin",
      "doc": "Where the reservation was made. Open list: Distributor, ChannelManager, Commander, Import, Connector, Navigator. Mews Reservation.Origin. Always present by Mews's documentation."
    },
    {
      "name": "commander_origin",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "CommanderOrigin",
      "doc": "Finer origin of a reservation made in Commander. Open list: InPerson, Channel, Phone, Email, Website, Message, CallCenter, RoomingList. Mews Reservation.CommanderOrigin."
    },
    {
      "name": "origin_details",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "OriginDetails",
      "doc": "Details about the origin. Mews Reservation.OriginDetails."
    },
    {
      "name": "created_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "CreatedUtc",
      "doc": "When the reservation was created, UTC. Mews Reservation.CreatedUtc. Always present by Mews's documentation."
    },
    {
      "name": "updated_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "UpdatedUtc",
      "doc": "When the reservation was last updated, UTC. Mews Reservation.UpdatedUtc. Always present by Mews's documentation."
    },
    {
      "name": "cancelled_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "CancelledUtc",
      "doc": "When the reservation was cancelled, UTC. Mews Reservation.CancelledUtc."
    },
    {
      "name": "voucher_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "VoucherId",
      "doc": "Voucher used to make the reservation. Mews Reservation.VoucherId."
    },
    {
      "name": "business_segment_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "BusinessSegmentId",
      "doc": "Business segment of the reservation. Mews Reservation.BusinessSegmentId."
    },
    {
      "name": "options_owner_checked_in",
      "type": [
        "null",
        "boolean"
      ],
      "default": null,
      "mews": "Options.OwnerCheckedIn",
      "doc": "Whether the owner of the reservation has checked in. Mews Reservation.Options.OwnerCheckedIn. Always present by Mews's documentation."
    },
    {
      "name": "options_all_companions_checked_in",
      "type": [
        "null",
        "boolean"
      ],
      "default": null,
      "mews": "Options.AllCompanionsCheckedIn",
      "doc": "Whether all companions have checked in. Mews Reservation.Options.AllCompanionsCheckedIn. Always present by Mews's documentation."
    },
    {
      "name": "options_any_companion_checked_in",
      "type": [
        "null",
        "boolean"
      ],
      "default": null,
      "mews": "Options.AnyCompanionCheckedIn",
      "doc": "Whether any companion has checked in. Mews Reservation.Options.AnyCompanionCheckedIn. Always present by Mews's documentation."
    },
    {
      "name": "options_connector_check_in",
      "type": [
        "null",
        "boolean"
      ],
      "default": null,
      "mews": "Options.ConnectorCheckIn",
      "doc": "Whether the check-in was done through the Connector API. Mews Reservation.Options.ConnectorCheckIn. Always present by Mews's documentation."
    },
    {
      "name": "rate_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "RateId",
      "doc": "Rate of the reservation. Mews Reservation.RateId. Always present by Mews's documentation."
    },
    {
      "name": "credit_card_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "CreditCardId",
      "doc": "Credit card of the reservation, an id only. Mews Reservation.CreditCardId."
    },
    {
      "name": "group_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "GroupId",
      "doc": "Reservation group the reservation belongs to. Mews Reservation.GroupId. Always present by Mews's documentation."
    },
    {
      "name": "requested_resource_category_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "RequestedResourceCategoryId",
      "doc": "Resource category that was asked for. Mews Reservation.RequestedResourceCategoryId. Always present by Mews's documentation."
    },
    {
      "name": "assigned_resource_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "AssignedResourceId",
      "doc": "Resource (room, bed, desk …) assigned to the reservation; joins to the resource records. Mews Reservation.AssignedResourceId."
    },
    {
      "name": "availability_block_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "AvailabilityBlockId",
      "doc": "Availability block the reservation is picked up from. Mews Reservation.AvailabilityBlockId."
    },
    {
      "name": "partner_company_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "PartnerCompanyId",
      "doc": "Company on whose behalf the reservation was made. Mews Reservation.PartnerCompanyId."
    },
    {
      "name": "travel_agency_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "TravelAgencyId",
      "doc": "Travel agency that mediated the reservation. Mews Reservation.TravelAgencyId."
    },
    {
      "name": "assigned_resource_locked",
      "type": [
        "null",
        "boolean"
      ],
      "default": null,
      "mews": "AssignedResourceLocked",
      "doc": "Whether the assigned resource is locked to the reservation. Mews Reservation.AssignedResourceLocked. Always present by Mews's documentation."
    },
    {
      "name": "channel_number",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "ChannelNumber",
      "doc": "Number of the reservation in the channel (the agency or site) it came from; may be empty. Mews Reservation.ChannelNumber."
    },
    {
      "name": "channel_manager_number",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "ChannelManagerNumber",
      "doc": "Number of the reservation in the channel manager; may be empty. Mews Reservation.ChannelManagerNumber."
    },
    {
      "name": "cancellation_reason",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "CancellationReason",
      "doc": "Why the reservation was cancelled. Open list: Other, ConfirmationMissed, BookedElsewhere, ForceMajeure, GuestComplaint, NoShow, PriceTooHigh, ServiceNotAvailable, InputError, InvalidPayment, TravelAgency, RequestedByGuest, Update, BookingAbandoned, RequestedByBooker. Mews Reservation.CancellationReason."
    },
    {
      "name": "released_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "ReleasedUtc",
      "doc": "When an unconfirmed reservation is released again, UTC. Mews Reservation.ReleasedUtc."
    },
    {
      "name": "start_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "StartUtc",
      "doc": "Start of the stay, UTC. Deprecated by Mews on 2023-09-06: use scheduled_start_utc and actual_start_utc. Mews Reservation.StartUtc. Always present by Mews's documentation."
    },
    {
      "name": "end_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "EndUtc",
      "doc": "End of the stay, UTC. Deprecated by Mews on 2024-04-19: use scheduled_end_utc and actual_end_utc. Mews Reservation.EndUtc. Always present by Mews's documentation."
    },
    {
      "name": "scheduled_start_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "ScheduledStartUtc",
      "doc": "Start of the stay as booked, UTC. Mews Reservation.ScheduledStartUtc. Always present by Mews's documentation."
    },
    {
      "name": "scheduled_end_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "ScheduledEndUtc",
      "doc": "End of the stay as booked, UTC. Mews Reservation.ScheduledEndUtc. Always present by Mews's documentation."
    },
    {
      "name": "actual_start_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "ActualStartUtc",
      "doc": "When the guest checked in, UTC. Null before. Mews Reservation.ActualStartUtc."
    },
    {
      "name": "actual_end_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "ActualEndUtc",
      "doc": "When the guest checked out, UTC. Null before. Mews Reservation.ActualEndUtc."
    },
    {
      "name": "purpose",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Purpose",
      "doc": "Purpose of the stay. Open list: Leisure, Business, Student. Mews Reservation.Purpose."
    },
    {
      "name": "qr_code_data",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "QrCodeData",
      "doc": "Text of the QR code for check-in: a string that itself holds JSON with a customer id. Personal data. Mews Reservation.QrCodeData."
    },
    {
      "name": "person_counts",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "mews": "PersonCounts",
      "doc": "Number of people by age category: list of AgeCategoryId and Count. Mews Reservation.PersonCounts. JSON, as Mews sends it. Always present by Mews's documentation."
    },
    {
      "name": "enterprise_id",
      "type": "string",
      "doc": "Enterprise (property) the record belongs to: the entity's own EnterpriseId or, where the entity has none, that of the last event this record answers."
    },
    {
      "name": "integration_id",
      "type": "string",
      "doc": "Mews integration whose webhook caused the record: that of the last event it answers."
    },
    {
      "name": "changed_at",
      "type": {
        "type": "long",
        "logicalType": "timestamp-millis"
      },
      "doc": "When the entity last changed at Mews, UTC: its UpdatedUtc, or CreatedUtc for a message. Mews ticks in whole seconds. A later record of the same id never has an earlier value."
    },
    {
      "name": "is_deleted",
      "type": "boolean",
      "doc": "True when Mews marks the entity as gone: IsActive is false or DeletedUtc is set. A cancelled reservation or payment is not deleted; see its state."
    },
    {
      "name": "discriminators",
      "type": {
        "type": "array",
        "items": "string"
      },
      "doc": "Kinds of the events this record answers, each once, for example ServiceOrderUpdated."
    },
    {
      "name": "event_ids",
      "type": {
        "type": "array",
        "items": "string"
      },
      "doc": "Ids of the events this record answers, at most 1,000; they join to event_id of the thin events."
    },
    {
      "name": "first_received_at",
      "type": {
        "type": "long",
        "logicalType": "timestamp-millis"
      },
      "doc": "When the earliest of these events was received, UTC, clock of the ingress."
    },
    {
      "name": "fetched_at",
      "type": {
        "type": "long",
        "logicalType": "timestamp-millis"
      },
      "doc": "When the fetch of this state began, UTC, clock of the enricher."
    },
    {
      "name": "record_origin",
      "type": "string",
      "doc": "What caused the record. Open list: webhook, replay, redrive."
    },
    {
      "name": "unmapped",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "doc": "What Mews sent that has no field here, with its path and names: a JSON object, null when there is nothing."
    }
  ]
}
