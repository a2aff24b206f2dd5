// Generated from avro/customer.avsc by scripts/generate-types.mjs. Do not edit.

import type { RecordSchema } from '../record-schema.ts'

/** A customer profile of a chain as Mews has it now. Personal data throughout. Topic <prefix>.entities.customer, keyed by id. */
export type Customer = {
  /** Unique id of the customer. Mews Customer.Id. */
  readonly id: string
  /** Chain the profile belongs to; its enterprises share it. Mews Customer.ChainId. Always present by Mews's documentation. */
  readonly chain_id: string | null
  /** Number of the customer, up to 19 digits; a string, since it is larger than a double can hold. Mews Customer.Number. Always present by Mews's documentation. */
  readonly number: string | null
  /** Title of the customer. Open list: Mister, Miss, Misses. Mews Customer.Title. */
  readonly title: string | null
  /** Sex of the customer. Open list: Male, Female. Mews Customer.Sex. */
  readonly sex: string | null
  /** First name. Personal data. Mews Customer.FirstName. */
  readonly first_name: string | null
  /** Last name. Personal data. Mews Customer.LastName. Always present by Mews's documentation. */
  readonly last_name: string | null
  /** Second last name. Personal data. Mews Customer.SecondLastName. */
  readonly second_last_name: string | null
  /** Nationality, ISO 3166-1 code. Mews Customer.NationalityCode. */
  readonly nationality_code: string | null
  /** Language the customer prefers by the profile, for example en-GB. Mews Customer.PreferredLanguageCode. */
  readonly preferred_language_code: string | null
  /** Language of the customer by several sources, for example en-US. Mews Customer.LanguageCode. */
  readonly language_code: string | null
  /** Date of birth. Personal data. Mews Customer.BirthDate. YYYY-MM-DD. */
  readonly birth_date: string | null
  /** Country of birth, ISO 3166-1 alpha-2 code. Mews Customer.BirthCountryCode. */
  readonly birth_country_code: string | null
  /** Province, state or region of birth, ISO 3166-2 code. Mews Customer.BirthCountrySubdivisionCode. */
  readonly birth_country_subdivision_code: string | null
  /** Place of birth. Personal data. Mews Customer.BirthPlace. */
  readonly birth_place: string | null
  /** Occupation of the customer. Mews Customer.Occupation. */
  readonly occupation: string | null
  /** Email address. Personal data. Mews Customer.Email. */
  readonly email: string | null
  /** Whether the email address is a temporary one of an online travel agency. Mews Customer.HasOtaEmail. Always present by Mews's documentation. */
  readonly has_ota_email: boolean | null
  /** Telephone number. Personal data. Mews Customer.Phone. */
  readonly phone: string | null
  /** Tax identification number. Personal data. Mews Customer.TaxIdentificationNumber. */
  readonly tax_identification_number: string | null
  /** Loyalty code. Mews Customer.LoyaltyCode. */
  readonly loyalty_code: string | null
  /** Accounting code. Mews Customer.AccountingCode. */
  readonly accounting_code: string | null
  /** Billing code. Mews Customer.BillingCode. */
  readonly billing_code: string | null
  /** Internal notes about the customer. Personal data. Mews Customer.Notes. */
  readonly notes: string | null
  /** Registration number of the customer's car, up to 255 characters. Personal data. Mews Customer.CarRegistrationNumber. */
  readonly car_registration_number: string | null
  /** Dietary requirements, up to 255 characters. Personal data. Mews Customer.DietaryRequirements. */
  readonly dietary_requirements: string | null
  /** When the profile was created, UTC. Mews Customer.CreatedUtc. Always present by Mews's documentation. Epoch milliseconds. */
  readonly created_utc: number | null
  /** When the profile was last updated, UTC. Mews Customer.UpdatedUtc. Always present by Mews's documentation. Epoch milliseconds. */
  readonly updated_utc: number | null
  /** Unique id of the passport. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.Id. */
  readonly passport_id: string | null
  /** Customer the passport belongs to. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.CustomerId. */
  readonly passport_customer_id: string | null
  /** Kind of document. Open list: IdentityCard, Passport, Visa, DriversLicense. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.Type. */
  readonly passport_type: string | null
  /** Number of the passport. Personal data. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.Number. */
  readonly passport_number: string | null
  /** Date of expiry, as Mews sends it; the form is not documented. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.Expiration. */
  readonly passport_expiration: string | null
  /** Date of issue, as Mews sends it; the form is not documented. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.Issuance. */
  readonly passport_issuance: string | null
  /** Country of issue, ISO 3166-1 code. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.IssuingCountryCode. */
  readonly passport_issuing_country_code: string | null
  /** Province, state or region of issue, ISO 3166-2 code. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.IssuingCountrySubdivisionCode. */
  readonly passport_issuing_country_subdivision_code: string | null
  /** City of issue. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.IssuingCity. */
  readonly passport_issuing_city: string | null
  /** Support number of the document, asked for in Spain. Personal data. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.IdentityDocumentSupportNumber. */
  readonly passport_identity_document_support_number: string | null
  /** Unique id of the identity card. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.Id. */
  readonly identity_card_id: string | null
  /** Customer the identity card belongs to. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.CustomerId. */
  readonly identity_card_customer_id: string | null
  /** Kind of document. Open list: IdentityCard, Passport, Visa, DriversLicense. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.Type. */
  readonly identity_card_type: string | null
  /** Number of the identity card. Personal data. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.Number. */
  readonly identity_card_number: string | null
  /** Date of expiry, as Mews sends it; the form is not documented. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.Expiration. */
  readonly identity_card_expiration: string | null
  /** Date of issue, as Mews sends it; the form is not documented. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.Issuance. */
  readonly identity_card_issuance: string | null
  /** Country of issue, ISO 3166-1 code. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.IssuingCountryCode. */
  readonly identity_card_issuing_country_code: string | null
  /** Province, state or region of issue, ISO 3166-2 code. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.IssuingCountrySubdivisionCode. */
  readonly identity_card_issuing_country_subdivision_code: string | null
  /** City of issue. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.IssuingCity. */
  readonly identity_card_issuing_city: string | null
  /** Support number of the document, asked for in Spain. Personal data. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.IdentityDocumentSupportNumber. */
  readonly identity_card_identity_document_support_number: string | null
  /** Unique id of the visa. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.Id. */
  readonly visa_id: string | null
  /** Customer the visa belongs to. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.CustomerId. */
  readonly visa_customer_id: string | null
  /** Kind of document. Open list: IdentityCard, Passport, Visa, DriversLicense. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.Type. */
  readonly visa_type: string | null
  /** Number of the visa. Personal data. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.Number. */
  readonly visa_number: string | null
  /** Date of expiry, as Mews sends it; the form is not documented. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.Expiration. */
  readonly visa_expiration: string | null
  /** Date of issue, as Mews sends it; the form is not documented. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.Issuance. */
  readonly visa_issuance: string | null
  /** Country of issue, ISO 3166-1 code. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.IssuingCountryCode. */
  readonly visa_issuing_country_code: string | null
  /** Province, state or region of issue, ISO 3166-2 code. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.IssuingCountrySubdivisionCode. */
  readonly visa_issuing_country_subdivision_code: string | null
  /** City of issue. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.IssuingCity. */
  readonly visa_issuing_city: string | null
  /** Support number of the document, asked for in Spain. Personal data. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.IdentityDocumentSupportNumber. */
  readonly visa_identity_document_support_number: string | null
  /** Unique id of the driver's licence. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.Id. */
  readonly drivers_license_id: string | null
  /** Customer the driver's licence belongs to. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.CustomerId. */
  readonly drivers_license_customer_id: string | null
  /** Kind of document. Open list: IdentityCard, Passport, Visa, DriversLicense. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.Type. */
  readonly drivers_license_type: string | null
  /** Number of the driver's licence. Personal data. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.Number. */
  readonly drivers_license_number: string | null
  /** Date of expiry, as Mews sends it; the form is not documented. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.Expiration. */
  readonly drivers_license_expiration: string | null
  /** Date of issue, as Mews sends it; the form is not documented. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.Issuance. */
  readonly drivers_license_issuance: string | null
  /** Country of issue, ISO 3166-1 code. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.IssuingCountryCode. */
  readonly drivers_license_issuing_country_code: string | null
  /** Province, state or region of issue, ISO 3166-2 code. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.IssuingCountrySubdivisionCode. */
  readonly drivers_license_issuing_country_subdivision_code: string | null
  /** City of issue. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.IssuingCity. */
  readonly drivers_license_issuing_city: string | null
  /** Support number of the document, asked for in Spain. Personal data. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.IdentityDocumentSupportNumber. */
  readonly drivers_license_identity_document_support_number: string | null
  /** First line of the address. Personal data. Deprecated by Mews in favour of address_id. Mews Customer.Address.Line1. */
  readonly address_line1: string | null
  /** Second line of the address. Personal data. Deprecated by Mews in favour of address_id. Mews Customer.Address.Line2. */
  readonly address_line2: string | null
  /** City of the address. Deprecated by Mews in favour of address_id. Mews Customer.Address.City. */
  readonly address_city: string | null
  /** Postal code of the address. Deprecated by Mews in favour of address_id. Mews Customer.Address.PostalCode. */
  readonly address_postal_code: string | null
  /** Country of the address, ISO 3166-1 code. Deprecated by Mews in favour of address_id. Mews Customer.Address.CountryCode. */
  readonly address_country_code: string | null
  /** Province, state or region of the address, ISO 3166-2 code. Deprecated by Mews in favour of address_id. Mews Customer.Address.CountrySubdivisionCode. */
  readonly address_country_subdivision_code: string | null
  /** Latitude of the address, degrees. Deprecated by Mews in favour of address_id. Mews Customer.Address.Latitude. */
  readonly address_latitude: number | null
  /** Longitude of the address, degrees. Deprecated by Mews in favour of address_id. Mews Customer.Address.Longitude. */
  readonly address_longitude: number | null
  /** Id of the customer's address. Mews Customer.AddressId. */
  readonly address_id: string | null
  /** Classifications of the customer. Open list: PaymasterAccount, Blacklist (deprecated 2026-04-23), Media, LoyaltyProgram, PreviousComplaint, Returning, Staff, FriendOrFamily, TopManagement, Important, VeryImportant, Problematic, Cashlist, DisabledPerson, Military, Airline, HealthCompliant, InRoom, WaitingForRoom, Student, Blocklist. Mews Customer.Classifications. Always present by Mews's documentation. */
  readonly classifications: readonly string[] | null
  /** Options and consents of the customer. Open list: None, SendMarketingEmails, Invoiceable, BillAddressObjection, SendMarketingPostalMail, SendPartnerMarketingEmails, SendPartnerMarketingPostalMail, WithdrawCardConsent, GuestPhotoConsent, IdPhotosConsent. Mews Customer.Options. Always present by Mews's documentation. */
  readonly options: readonly string[] | null
  /** Italian destination code (electronic invoices). Mews Customer.ItalianDestinationCode. */
  readonly italian_destination_code: string | null
  /** Italian fiscal code. Personal data. Mews Customer.ItalianFiscalCode. */
  readonly italian_fiscal_code: string | null
  /** Italian lottery code. Mews Customer.ItalianLotteryCode. */
  readonly italian_lottery_code: string | null
  /** Company the customer is associated with. Mews Customer.CompanyId. */
  readonly company_id: string | null
  /** Set when this profile was merged: the customer that lives on. Mews Customer.MergeTargetId. */
  readonly merge_target_id: string | null
  /** Whether the profile is active or deleted. Deprecated by Mews: use is_active. Open list: Active, Deleted. Mews Customer.ActivityState. */
  readonly activity_state: string | null
  /** Whether the profile is active; false once it is deleted or merged. Mews Customer.IsActive. Always present by Mews's documentation. */
  readonly is_active: boolean | null
  /** Features of a room the customer prefers. Open list: SeaView, RiverView, OceanView, TwinBeds, DoubleBed, RollawayBed, UpperBed, LowerBed, Balcony, AccessibleBathroom, AccessibleRoom, ElevatorAccess, HighFloor, Kitchenette, AirConditioning, PrivateJacuzzi, PrivateSauna, EnsuiteRoom, PrivateBathroom, SharedBathroom. Mews Customer.PreferredSpaceFeatures. Always present by Mews's documentation. */
  readonly preferred_space_features: readonly string[] | null
  /** Profile of who created the customer. Mews Customer.CreatorProfileId. Always present by Mews's documentation. */
  readonly creator_profile_id: string | null
  /** Profile of who last updated the customer. Mews Customer.UpdaterProfileId. Always present by Mews's documentation. */
  readonly updater_profile_id: string | null
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

/** Avro schema of {@link Customer}. */
export const customerSchema: RecordSchema = {
  "type": "record",
  "name": "Customer",
  "namespace": "bellhop",
  "doc": "A customer profile of a chain as Mews has it now. Personal data throughout. Topic <prefix>.entities.customer, keyed by id.",
  "mews_ignored": [
    "Address.Id"
  ],
  "fields": [
    {
      "name": "id",
      "type": "string",
      "mews": "Id",
      "doc": "Unique id of the customer. Mews Customer.Id."
    },
    {
      "name": "chain_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "ChainId",
      "doc": "Chain the profile belongs to; its enterprises share it. Mews Customer.ChainId. Always present by Mews's documentation."
    },
    {
      "name": "number",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Number",
      "doc": "Number of the customer, up to 19 digits; a string, since it is larger than a double can hold. Mews Customer.Number. Always present by Mews's documentation."
    },
    {
      "name": "title",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Title",
      "doc": "Title of the customer. Open list: Mister, Miss, Misses. Mews Customer.Title."
    },
    {
      "name": "sex",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Sex",
      "doc": "Sex of the customer. Open list: Male, Female. Mews Customer.Sex."
    },
    {
      "name": "first_name",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "FirstName",
      "doc": "First name. Personal data. Mews Customer.FirstName."
    },
    {
      "name": "last_name",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "LastName",
      "doc": "Last name. Personal data. Mews Customer.LastName. Always present by Mews's documentation."
    },
    {
      "name": "second_last_name",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "SecondLastName",
      "doc": "Second last name. Personal data. Mews Customer.SecondLastName."
    },
    {
      "name": "nationality_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "NationalityCode",
      "doc": "Nationality, ISO 3166-1 code. Mews Customer.NationalityCode."
    },
    {
      "name": "preferred_language_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "PreferredLanguageCode",
      "doc": "Language the customer prefers by the profile, for example en-GB. Mews Customer.PreferredLanguageCode."
    },
    {
      "name": "language_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "LanguageCode",
      "doc": "Language of the customer by several sources, for example en-US. Mews Customer.LanguageCode."
    },
    {
      "name": "birth_date",
      "type": [
        "null",
        {
          "type": "int",
          "logicalType": "date"
        }
      ],
      "default": null,
      "mews": "BirthDate",
      "doc": "Date of birth. Personal data. Mews Customer.BirthDate."
    },
    {
      "name": "birth_country_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "BirthCountryCode",
      "doc": "Country of birth, ISO 3166-1 alpha-2 code. Mews Customer.BirthCountryCode."
    },
    {
      "name": "birth_country_subdivision_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "BirthCountrySubdivisionCode",
      "doc": "Province, state or region of birth, ISO 3166-2 code. Mews Customer.BirthCountrySubdivisionCode."
    },
    {
      "name": "birth_place",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "BirthPlace",
      "doc": "Place of birth. Personal data. Mews Customer.BirthPlace."
    },
    {
      "name": "occupation",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Occupation",
      "doc": "Occupation of the customer. Mews Customer.Occupation."
    },
    {
      "name": "email",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Email",
      "doc": "Email address. Personal data. Mews Customer.Email."
    },
    {
      "name": "has_ota_email",
      "type": [
        "null",
        "boolean"
      ],
      "default": null,
      "mews": "HasOtaEmail",
      "doc": "Whether the email address is a temporary one of an online travel agency. Mews Customer.HasOtaEmail. Always present by Mews's documentation."
    },
    {
      "name": "phone",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Phone",
      "doc": "Telephone number. Personal data. Mews Customer.Phone."
    },
    {
      "name": "tax_identification_number",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "TaxIdentificationNumber",
      "doc": "Tax identification number. Personal data. Mews Customer.TaxIdentificationNumber."
    },
    {
      "name": "loyalty_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "LoyaltyCode",
      "doc": "Loyalty code. Mews Customer.LoyaltyCode."
    },
    {
      "name": "accounting_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "AccountingCode",
      "doc": "Accounting code. Mews Customer.AccountingCode."
    },
    {
      "name": "billing_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "BillingCode",
      "doc": "Billing code. Mews Customer.BillingCode."
    },
    {
      "name": "notes",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Notes",
      "doc": "Internal notes about the customer. Personal data. Mews Customer.Notes."
    },
    {
      "name": "car_registration_number",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "CarRegistrationNumber",
      "doc": "Registration number of the customer's car, up to 255 characters. Personal data. Mews Customer.CarRegistrationNumber."
    },
    {
      "name": "dietary_requirements",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "DietaryRequirements",
      "doc": "Dietary requirements, up to 255 characters. Personal data. Mews Customer.DietaryRequirements."
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
      "doc": "When the profile was created, UTC. Mews Customer.CreatedUtc. Always present by Mews's documentation."
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
      "doc": "When the profile was last updated, UTC. Mews Customer.UpdatedUtc. Always present by Mews's documentation."
    },
    {
      "name": "passport_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Passport.Id",
      "doc": "Unique id of the passport. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.Id."
    },
    {
      "name": "passport_customer_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Passport.CustomerId",
      "doc": "Customer the passport belongs to. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.CustomerId."
    },
    {
      "name": "passport_type",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Passport.Type",
      "doc": "Kind of document. Open list: IdentityCard, Passport, Visa, DriversLicense. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.Type."
    },
    {
      "name": "passport_number",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Passport.Number",
      "doc": "Number of the passport. Personal data. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.Number."
    },
    {
      "name": "passport_expiration",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Passport.Expiration",
      "doc": "Date of expiry, as Mews sends it; the form is not documented. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.Expiration."
    },
    {
      "name": "passport_issuance",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Passport.Issuance",
      "doc": "Date of issue, as Mews sends it; the form is not documented. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.Issuance."
    },
    {
      "name": "passport_issuing_country_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Passport.IssuingCountryCode",
      "doc": "Country of issue, ISO 3166-1 code. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.IssuingCountryCode."
    },
    {
      "name": "passport_issuing_country_subdivision_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Passport.IssuingCountrySubdivisionCode",
      "doc": "Province, state or region of issue, ISO 3166-2 code. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.IssuingCountrySubdivisionCode."
    },
    {
      "name": "passport_issuing_city",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Passport.IssuingCity",
      "doc": "City of issue. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.IssuingCity."
    },
    {
      "name": "passport_identity_document_support_number",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Passport.IdentityDocumentSupportNumber",
      "doc": "Support number of the document, asked for in Spain. Personal data. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Passport.IdentityDocumentSupportNumber."
    },
    {
      "name": "identity_card_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "IdentityCard.Id",
      "doc": "Unique id of the identity card. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.Id."
    },
    {
      "name": "identity_card_customer_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "IdentityCard.CustomerId",
      "doc": "Customer the identity card belongs to. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.CustomerId."
    },
    {
      "name": "identity_card_type",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "IdentityCard.Type",
      "doc": "Kind of document. Open list: IdentityCard, Passport, Visa, DriversLicense. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.Type."
    },
    {
      "name": "identity_card_number",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "IdentityCard.Number",
      "doc": "Number of the identity card. Personal data. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.Number."
    },
    {
      "name": "identity_card_expiration",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "IdentityCard.Expiration",
      "doc": "Date of expiry, as Mews sends it; the form is not documented. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.Expiration."
    },
    {
      "name": "identity_card_issuance",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "IdentityCard.Issuance",
      "doc": "Date of issue, as Mews sends it; the form is not documented. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.Issuance."
    },
    {
      "name": "identity_card_issuing_country_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "IdentityCard.IssuingCountryCode",
      "doc": "Country of issue, ISO 3166-1 code. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.IssuingCountryCode."
    },
    {
      "name": "identity_card_issuing_country_subdivision_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "IdentityCard.IssuingCountrySubdivisionCode",
      "doc": "Province, state or region of issue, ISO 3166-2 code. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.IssuingCountrySubdivisionCode."
    },
    {
      "name": "identity_card_issuing_city",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "IdentityCard.IssuingCity",
      "doc": "City of issue. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.IssuingCity."
    },
    {
      "name": "identity_card_identity_document_support_number",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "IdentityCard.IdentityDocumentSupportNumber",
      "doc": "Support number of the document, asked for in Spain. Personal data. Deprecated by Mews, planned end 2026-01-10. Mews Customer.IdentityCard.IdentityDocumentSupportNumber."
    },
    {
      "name": "visa_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Visa.Id",
      "doc": "Unique id of the visa. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.Id."
    },
    {
      "name": "visa_customer_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Visa.CustomerId",
      "doc": "Customer the visa belongs to. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.CustomerId."
    },
    {
      "name": "visa_type",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Visa.Type",
      "doc": "Kind of document. Open list: IdentityCard, Passport, Visa, DriversLicense. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.Type."
    },
    {
      "name": "visa_number",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Visa.Number",
      "doc": "Number of the visa. Personal data. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.Number."
    },
    {
      "name": "visa_expiration",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Visa.Expiration",
      "doc": "Date of expiry, as Mews sends it; the form is not documented. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.Expiration."
    },
    {
      "name": "visa_issuance",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Visa.Issuance",
      "doc": "Date of issue, as Mews sends it; the form is not documented. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.Issuance."
    },
    {
      "name": "visa_issuing_country_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Visa.IssuingCountryCode",
      "doc": "Country of issue, ISO 3166-1 code. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.IssuingCountryCode."
    },
    {
      "name": "visa_issuing_country_subdivision_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Visa.IssuingCountrySubdivisionCode",
      "doc": "Province, state or region of issue, ISO 3166-2 code. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.IssuingCountrySubdivisionCode."
    },
    {
      "name": "visa_issuing_city",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Visa.IssuingCity",
      "doc": "City of issue. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.IssuingCity."
    },
    {
      "name": "visa_identity_document_support_number",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Visa.IdentityDocumentSupportNumber",
      "doc": "Support number of the document, asked for in Spain. Personal data. Deprecated by Mews, planned end 2026-01-10. Mews Customer.Visa.IdentityDocumentSupportNumber."
    },
    {
      "name": "drivers_license_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "DriversLicense.Id",
      "doc": "Unique id of the driver's licence. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.Id."
    },
    {
      "name": "drivers_license_customer_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "DriversLicense.CustomerId",
      "doc": "Customer the driver's licence belongs to. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.CustomerId."
    },
    {
      "name": "drivers_license_type",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "DriversLicense.Type",
      "doc": "Kind of document. Open list: IdentityCard, Passport, Visa, DriversLicense. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.Type."
    },
    {
      "name": "drivers_license_number",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "DriversLicense.Number",
      "doc": "Number of the driver's licence. Personal data. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.Number."
    },
    {
      "name": "drivers_license_expiration",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "DriversLicense.Expiration",
      "doc": "Date of expiry, as Mews sends it; the form is not documented. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.Expiration."
    },
    {
      "name": "drivers_license_issuance",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "DriversLicense.Issuance",
      "doc": "Date of issue, as Mews sends it; the form is not documented. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.Issuance."
    },
    {
      "name": "drivers_license_issuing_country_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "DriversLicense.IssuingCountryCode",
      "doc": "Country of issue, ISO 3166-1 code. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.IssuingCountryCode."
    },
    {
      "name": "drivers_license_issuing_country_subdivision_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "DriversLicense.IssuingCountrySubdivisionCode",
      "doc": "Province, state or region of issue, ISO 3166-2 code. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.IssuingCountrySubdivisionCode."
    },
    {
      "name": "drivers_license_issuing_city",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "DriversLicense.IssuingCity",
      "doc": "City of issue. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.IssuingCity."
    },
    {
      "name": "drivers_license_identity_document_support_number",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "DriversLicense.IdentityDocumentSupportNumber",
      "doc": "Support number of the document, asked for in Spain. Personal data. Deprecated by Mews, planned end 2026-01-10. Mews Customer.DriversLicense.IdentityDocumentSupportNumber."
    },
    {
      "name": "address_line1",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Address.Line1",
      "doc": "First line of the address. Personal data. Deprecated by Mews in favour of address_id. Mews Customer.Address.Line1."
    },
    {
      "name": "address_line2",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Address.Line2",
      "doc": "Second line of the address. Personal data. Deprecated by Mews in favour of address_id. Mews Customer.Address.Line2."
    },
    {
      "name": "address_city",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Address.City",
      "doc": "City of the address. Deprecated by Mews in favour of address_id. Mews Customer.Address.City."
    },
    {
      "name": "address_postal_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Address.PostalCode",
      "doc": "Postal code of the address. Deprecated by Mews in favour of address_id. Mews Customer.Address.PostalCode."
    },
    {
      "name": "address_country_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Address.CountryCode",
      "doc": "Country of the address, ISO 3166-1 code. Deprecated by Mews in favour of address_id. Mews Customer.Address.CountryCode."
    },
    {
      "name": "address_country_subdivision_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Address.CountrySubdivisionCode",
      "doc": "Province, state or region of the address, ISO 3166-2 code. Deprecated by Mews in favour of address_id. Mews Customer.Address.CountrySubdivisionCode."
    },
    {
      "name": "address_latitude",
      "type": [
        "null",
        "double"
      ],
      "default": null,
      "mews": "Address.Latitude",
      "doc": "Latitude of the address, degrees. Deprecated by Mews in favour of address_id. Mews Customer.Address.Latitude."
    },
    {
      "name": "address_longitude",
      "type": [
        "null",
        "double"
      ],
      "default": null,
      "mews": "Address.Longitude",
      "doc": "Longitude of the address, degrees. Deprecated by Mews in favour of address_id. Mews Customer.Address.Longitude."
    },
    {
      "name": "address_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "AddressId",
      "doc": "Id of the customer's address. Mews Customer.AddressId."
    },
    {
      "name": "classifications",
      "type": [
        "null",
        {
          "type": "array",
          "items": "string"
        }
      ],
      "default": null,
      "mews": "Classifications",
      "doc": "Classifications of the customer. Open list: PaymasterAccount, Blacklist (deprecated 2026-04-23), Media, LoyaltyProgram, PreviousComplaint, Returning, Staff, FriendOrFamily, TopManagement, Important, VeryImportant, Problematic, Cashlist, DisabledPerson, Military, Airline, HealthCompliant, InRoom, WaitingForRoom, Student, Blocklist. Mews Customer.Classifications. Always present by Mews's documentation."
    },
    {
      "name": "options",
      "type": [
        "null",
        {
          "type": "array",
          "items": "string"
        }
      ],
      "default": null,
      "mews": "Options",
      "doc": "Options and consents of the customer. Open list: None, SendMarketingEmails, Invoiceable, BillAddressObjection, SendMarketingPostalMail, SendPartnerMarketingEmails, SendPartnerMarketingPostalMail, WithdrawCardConsent, GuestPhotoConsent, IdPhotosConsent. Mews Customer.Options. Always present by Mews's documentation."
    },
    {
      "name": "italian_destination_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "ItalianDestinationCode",
      "doc": "Italian destination code (electronic invoices). Mews Customer.ItalianDestinationCode."
    },
    {
      "name": "italian_fiscal_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "ItalianFiscalCode",
      "doc": "Italian fiscal code. Personal data. Mews Customer.ItalianFiscalCode."
    },
    {
      "name": "italian_lottery_code",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "ItalianLotteryCode",
      "doc": "Italian lottery code. Mews Customer.ItalianLotteryCode."
    },
    {
      "name": "company_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "CompanyId",
      "doc": "Company the customer is associated with. Mews Customer.CompanyId."
    },
    {
      "name": "merge_target_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "MergeTargetId",
      "doc": "Set when this profile was merged: the customer that lives on. Mews Customer.MergeTargetId."
    },
    {
      "name": "activity_state",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "ActivityState",
      "doc": "Whether the profile is active or deleted. Deprecated by Mews: use is_active. Open list: Active, Deleted. Mews Customer.ActivityState."
    },
    {
      "name": "is_active",
      "type": [
        "null",
        "boolean"
      ],
      "default": null,
      "mews": "IsActive",
      "doc": "Whether the profile is active; false once it is deleted or merged. Mews Customer.IsActive. Always present by Mews's documentation."
    },
    {
      "name": "preferred_space_features",
      "type": [
        "null",
        {
          "type": "array",
          "items": "string"
        }
      ],
      "default": null,
      "mews": "PreferredSpaceFeatures",
      "doc": "Features of a room the customer prefers. Open list: SeaView, RiverView, OceanView, TwinBeds, DoubleBed, RollawayBed, UpperBed, LowerBed, Balcony, AccessibleBathroom, AccessibleRoom, ElevatorAccess, HighFloor, Kitchenette, AirConditioning, PrivateJacuzzi, PrivateSauna, EnsuiteRoom, PrivateBathroom, SharedBathroom. Mews Customer.PreferredSpaceFeatures. Always present by Mews's documentation."
    },
    {
      "name": "creator_profile_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "CreatorProfileId",
      "doc": "Profile of who created the customer. Mews Customer.CreatorProfileId. Always present by Mews's documentation."
    },
    {
      "name": "updater_profile_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "UpdaterProfileId",
      "doc": "Profile of who last updated the customer. Mews Customer.UpdaterProfileId. Always present by Mews's documentation."
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
