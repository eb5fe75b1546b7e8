"""A program on boto3 as anybody might write it, against a server that is given as the first argument."""

import decimal
import sys

import boto3
from boto3.dynamodb.conditions import Attr, Key
from boto3.dynamodb.types import Binary
from botocore.config import Config
from botocore.exceptions import ClientError

settings = dict(
    endpoint_url=sys.argv[1],
    region_name="eu-west-1",
    aws_access_key_id="python",
    aws_secret_access_key="python",
    config=Config(retries={"max_attempts": 1}),
)
client = boto3.client("dynamodb", **settings)
streams = boto3.client("dynamodbstreams", **settings)
table = boto3.resource("dynamodb", **settings).Table("orders")


def expect(actual, expected, what):
    if actual != expected:
        raise AssertionError(f"{what}: {actual!r} instead of {expected!r}")
    print(f"  boto3: {what}")


def refused(name, call):
    try:
        call()
    except ClientError as error:
        return error.response["Error"]["Code"] == name
    return False


client.create_table(
    TableName="orders",
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk", "status")],
    KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
    GlobalSecondaryIndexes=[
        {
            "IndexName": "byStatus",
            "KeySchema": [{"AttributeName": "status", "KeyType": "HASH"}],
            "Projection": {"ProjectionType": "ALL"},
        }
    ],
    StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
)
client.get_waiter("table_exists").wait(TableName="orders", WaiterConfig={"Delay": 1, "MaxAttempts": 5})
expect(client.describe_table(TableName="orders")["Table"]["TableStatus"], "ACTIVE", "waits for a table")

item = {
    "pk": "C1",
    "sk": "O1",
    "status": "open",
    "total": decimal.Decimal("12345678901234567890123456789012345.678"),
    "bytes": Binary(b"\x00\x01\xff"),
    "tags": {"a", "b"},
    "nested": {"list": [None, True, "é😀", {"deep": decimal.Decimal(1)}]},
}
table.put_item(Item=item)
expect(table.get_item(Key={"pk": "C1", "sk": "O1"}, ConsistentRead=True)["Item"], item, "gets what it put")
expect(
    refused(
        "ConditionalCheckFailedException",
        lambda: table.put_item(Item=item, ConditionExpression=Attr("pk").not_exists()),
    ),
    True,
    "is refused what is there",
)

with table.batch_writer() as batch:
    for index in range(60):
        batch.put_item(Item={"pk": "C2", "sk": f"O{index:03}", "status": "new", "text": "x" * 50_000})
pages = client.get_paginator("query").paginate(
    TableName="orders",
    KeyConditionExpression="pk = :pk",
    ExpressionAttributeValues={":pk": {"S": "C2"}},
)
found = [page["Count"] for page in pages]
expect((sum(found), len(found) > 1), (60, True), "pages through a query of what a batch wrote")
expect(
    table.query(IndexName="byStatus", KeyConditionExpression=Key("status").eq("open"))["Count"],
    1,
    "queries an index",
)

updated = table.update_item(
    Key={"pk": "C1", "sk": "O1"},
    UpdateExpression="SET #s = :paid, nested.#l[0] = :zero ADD tags :more REMOVE #b",
    ConditionExpression=Attr("status").eq("open"),
    ExpressionAttributeNames={"#s": "status", "#l": "list", "#b": "bytes"},
    ExpressionAttributeValues={":paid": "paid", ":zero": 0, ":more": {"c"}},
    ReturnValues="ALL_NEW",
)["Attributes"]
expect(
    (updated["status"], updated["nested"]["list"][0], updated["tags"], "bytes" in updated),
    ("paid", 0, {"a", "b", "c"}, False),
    "updates",
)

client.transact_write_items(
    TransactItems=[
        {"Put": {"TableName": "orders", "Item": {"pk": {"S": "C3"}, "sk": {"S": "O1"}}}},
        {"Delete": {"TableName": "orders", "Key": {"pk": {"S": "C2"}, "sk": {"S": "O000"}}}},
    ]
)
try:
    client.transact_write_items(
        TransactItems=[
            {
                "Put": {
                    "TableName": "orders",
                    "Item": {"pk": {"S": "C3"}, "sk": {"S": "O1"}},
                    "ConditionExpression": "attribute_not_exists(pk)",
                }
            }
        ]
    )
except client.exceptions.TransactionCanceledException as error:
    expect(error.response["CancellationReasons"][0]["Code"], "ConditionalCheckFailed", "learns why it was cancelled")
else:
    raise AssertionError("the transaction went through")
read = client.transact_get_items(TransactItems=[{"Get": {"TableName": "orders", "Key": {"pk": {"S": "C3"}, "sk": {"S": "O1"}}}}])
expect("Item" in read["Responses"][0], True, "reads in a transaction")
batch = client.batch_get_item(
    RequestItems={"orders": {"Keys": [{"pk": {"S": "C2"}, "sk": {"S": f"O{index:03}"}} for index in range(3)]}}
)
expect(len(batch["Responses"]["orders"]), 2, "reads a batch, without what was deleted")

arn = client.describe_table(TableName="orders")["Table"]["LatestStreamArn"]
shards = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
records = []
for shard in shards:
    iterator = streams.get_shard_iterator(StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    for _ in range(5):
        answer = streams.get_records(ShardIterator=iterator)
        records += answer["Records"]
        iterator = answer.get("NextShardIterator")
        if iterator is None:
            break
names = [record["eventName"] for record in records]
expect((names.count("INSERT"), names.count("MODIFY"), names.count("REMOVE")), (62, 1, 1), "reads the stream")

client.delete_table(TableName="orders")
client.get_waiter("table_not_exists").wait(TableName="orders", WaiterConfig={"Delay": 1, "MaxAttempts": 5})
expect(client.list_tables()["TableNames"], [], "waits until a table is gone")
