"""Reads topics to their end with clients that are not ours and prints a JSON line for each record.

usage: read_topics.py BROKERS REGISTRY_URL TOPIC...
Values are decoded by fastavro with the writer's schema from the registry; times are epoch milliseconds. A tombstone has
the value null: its key is erased.
"""
import datetime
import decimal
import io
import json
import struct
import sys
import urllib.request
import uuid

import fastavro
from confluent_kafka import OFFSET_BEGINNING, Consumer, TopicPartition


def to_json(value):
    if isinstance(value, datetime.datetime):
        return round(value.timestamp() * 1000)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(type(value))


def main(brokers, registry, topics):
    schemas = {}

    def schema_of(schema_id):
        if schema_id not in schemas:
            with urllib.request.urlopen(f"{registry}/schemas/ids/{schema_id}") as answer:
                schemas[schema_id] = fastavro.parse_schema(json.loads(json.load(answer)["schema"]))
        return schemas[schema_id]

    def decode(data):
        if data is None:
            return None
        magic, schema_id = struct.unpack(">bI", data[:5])
        assert magic == 0
        return fastavro.schemaless_reader(io.BytesIO(data[5:]), schema_of(schema_id), None)

    consumer = Consumer(
        {
            "bootstrap.servers": brokers,
            "group.id": f"foreign-{uuid.uuid4()}",
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            "isolation.level": "read_committed",
        }
    )
    places = [
        TopicPartition(topic, partition, OFFSET_BEGINNING)
        for topic in topics
        for partition in consumer.list_topics(topic, timeout=30).topics[topic].partitions
    ]
    consumer.assign(places)
    open_places = {(place.topic, place.partition) for place in places}
    while open_places:
        message = consumer.poll(60)
        if message is None:
            sys.exit("nothing came from the broker for a minute")
        if message.error():
            open_places.discard((message.topic(), message.partition()))
            continue
        record = {
            "topic": message.topic(),
            "partition": message.partition(),
            "key": message.key().decode(),
            "value": decode(message.value()),
        }
        print(json.dumps(record, default=to_json))
    consumer.close()


main(sys.argv[1], sys.argv[2], sys.argv[3:])
