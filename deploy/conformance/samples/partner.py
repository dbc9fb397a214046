#!/usr/bin/env python3
"""A partner's system in Python, written from docs/integration.md alone: it refers disputes, decides what is filed with
it if it is the court or the procuratorate, says whether it has a matter that it is asked about, notices gaps and asks
for what it misses, and tells its sums of each day.

Debian: apt-get install python3-kafka. Run: python3 partner.py --bootstrap localhost:9092 --partner police --refer 1

It keeps what it knows in memory and reads its topics from their beginning at each start; a real one has a database.
python3-kafka 2.0 knows no isolation level: records of an aborted transaction come again under the same ce_id, and are
recognised by it.
"""
import argparse
import hashlib
import json
import time
import uuid
from datetime import datetime, timedelta, timezone

from kafka import KafkaConsumer, KafkaProducer, TopicPartition

CHINA = timezone(timedelta(hours=8))
TAKEN_BY = {
    "confirmation-decided": "/mediation", "fast-track-decided": "/mediation", "review-decided": "/petition"}


def now():
    return datetime.now(timezone.utc)


def day_of(text):
    """The day in China of an RFC 3339 time; microseconds are enough."""
    seconds, zone = text[:19], text[19:]
    while zone and zone[0] not in "Z+-":
        zone = zone[1:]
    return datetime.fromisoformat(seconds + zone.replace("Z", "+00:00")).astimezone(CHINA).date().isoformat()


def sums(ids):
    ordered = sorted({one.lower() for one in ids})
    return {"count": len(ordered), "hash": hashlib.sha256("\n".join(ordered).encode()).hexdigest()}


class Partner:
    def __init__(self, arguments):
        self.name = arguments.partner
        self.gap_after = arguments.gap_after
        self.producer = KafkaProducer(bootstrap_servers=arguments.bootstrap, acks="all")
        self.consumer = KafkaConsumer(
            bootstrap_servers=arguments.bootstrap, enable_auto_commit=False, auto_offset_reset="earliest")
        topics = [self.name + ".outbound", self.name + ".rejected"]
        places = [TopicPartition(t, p) for t in topics for p in sorted(self.consumer.partitions_for_topic(t) or ())]
        self.consumer.assign(places)
        self.consumer.seek_to_beginning(*places)
        self.have = {}       # source -> {sequence: (ce_id, day)}
        self.missing = {}    # (source, from, to) -> since when
        self.sent = []       # (ce_id, source that takes it, day)
        self.decisions = {}  # filing id -> decision
        self.references = {}  # case id -> our reference

    def send(self, message, key, body):
        message_id, at = str(uuid.uuid4()), now().isoformat()
        headers = {
            "ce_specversion": "1.0", "ce_id": message_id, "ce_source": "/" + self.name,
            "ce_type": "fengqiao.partner." + message + ".v1", "ce_time": at, "content-type": "application/json"}
        self.producer.send(
            self.name + ".inbound", key=key.encode(), value=json.dumps(body, ensure_ascii=False).encode(),
            headers=[(name, value.encode()) for name, value in headers.items()]).get(timeout=30)
        source = body.get("source") or TAKEN_BY.get(message, "/intake")
        self.sent.append((message_id, source, day_of(at)))
        print("sent", message, key, flush=True)

    def refer(self, number):
        reference = "%s-%s" % (now().strftime("%Y-%m%d%H%M%S"), number)
        self.send("referral-submitted", reference, {
            "reference": reference, "occurredAt": (now() - timedelta(hours=1)).isoformat(timespec="seconds"),
            "summary": "楼上漏水，双方争执", "amount": {"amount": "3200.00", "currency": "CNY"},
            "applicants": [{"name": "王某", "phone": "13800000000"}], "respondents": [{"name": "李某"}],
            "place": {"district": "昆都仑区", "street": "少先路街道"}})

    def hear(self, record):
        headers = {name: (value or b"").decode() for name, value in record.headers}
        if record.topic.endswith(".rejected"):
            print("rejected", headers.get("rejection-code"), headers.get("rejection-detail"), flush=True)
            self.sent = [one for one in self.sent if one[0] != headers.get("ce_id")]
            return
        source, number = headers["ce_source"], int(headers["ce_sequence"])
        numbers = self.have.setdefault(source, {})
        if number in numbers:
            return  # came before: delivered twice, or again on request
        numbers[number] = (headers["ce_id"], day_of(headers["ce_recordedtime"]))
        message = headers["ce_type"].split(".")[2]
        body = json.loads(record.value)
        if message == "referral-acknowledged":
            print(body["reference"], body["decision"], body.get("caseId", ""), flush=True)
            if "caseId" in body:
                self.references[body["caseId"]] = body["reference"]
        elif message == "referral-result":
            print(body["reference"], "ended:", body.get("outcome"), flush=True)
        elif message in ("confirmation-filed", "fast-track-filed") and self.name == "court":
            self.decide(message, body["filingId"])
        elif message == "relief-proposed" and self.name == "procuratorate":
            self.relieve(body["referralId"])
        elif message == "standing-asked" and self.name in ("court", "petition-office"):
            self.stand(body["inquiryId"], body["caseId"])
        elif message == "review-requested" and self.name == "petition-office":
            self.review(body["petitionId"], body["level"])
        elif message == "reconciliation":
            self.reconcile(source, body["day"])

    def decide(self, message, filing_id):
        if filing_id in self.decisions:
            return
        body = {"filingId": filing_id, "documentNumber": "(2024)内0203民特%d号" % (len(self.decisions) + 1),
                "decidedAt": now().isoformat(timespec="seconds")}
        body.update({"decision": "GRANTED"} if message == "confirmation-filed" else {"outcome": "SETTLED"})
        self.decisions[filing_id] = body
        self.send(message.replace("-filed", "-decided"), filing_id, body)

    def relieve(self, referral_id):
        if referral_id not in self.decisions:
            body = {"referralId": referral_id, "decision": "GRANTED",
                    "amount": {"amount": "20000.00", "currency": "CNY"},
                    "documentNumber": "昆检救助〔2024〕%d号" % (len(self.decisions) + 1)}
            self.decisions[referral_id] = body
            self.send("relief-decided", referral_id, body)

    def review(self, petition_id, level):
        """The organ above reviews the opinion; the papers come on their own way."""
        if (petition_id, level) not in self.decisions:
            body = {"petitionId": petition_id, "level": level, "decision": "UPHELD",
                    "documentNumber": "昆信查〔2024〕%d号" % (len(self.decisions) + 1),
                    "decidedAt": now().isoformat(timespec="seconds")}
            self.decisions[petition_id, level] = body
            self.send("review-decided", petition_id, body)

    def stand(self, inquiry_id, case_id):
        """Have we the matter? A real system looks for people and summary, which it fetches with its token; what is
        known here is what we referred ourselves."""
        reference = self.references.get(case_id)
        body = {"inquiryId": inquiry_id, "standing": "PENDING" if reference else "NONE"}
        if reference:
            body["documentNumber"] = reference
        self.send("standing-told", inquiry_id, body)

    def reconcile(self, source, day):
        self.send("reconciliation", day, {
            "source": source, "day": day,
            "sent": sums(one for one, taken_by, sent_on in self.sent if taken_by == source and sent_on == day),
            "received": sums(one for one, came_on in self.have[source].values() if came_on == day)})

    def look_for_gaps(self):
        for source, numbers in self.have.items():
            begin = min(numbers)  # where the topic begins; who has a database knows 1
            for number in sorted(numbers):
                if number > begin:
                    self.ask(source, begin, number - 1)
                begin = number + 1

    def ask(self, source, begin, end):
        since = self.missing.setdefault((source, begin, end), time.monotonic())
        if time.monotonic() - since >= self.gap_after:
            self.missing[(source, begin, end)] = float("inf")
            self.send("redelivery-requested", "gap", {"source": source, "from": begin, "to": end})

    def run(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for records in self.consumer.poll(timeout_ms=500).values():
                for record in records:
                    self.hear(record)
            self.look_for_gaps()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bootstrap", required=True)
    parser.add_argument("--partner", required=True, choices=["police", "court", "petition-office", "procuratorate"])
    parser.add_argument("--refer", type=int, default=0, help="how many disputes to refer")
    parser.add_argument("--gap-after", type=float, default=60, help="seconds until a missing number is asked for")
    parser.add_argument("--for", dest="seconds", type=float, default=float("inf"), help="stop after so many seconds")
    arguments = parser.parse_args()
    partner = Partner(arguments)
    for number in range(arguments.refer):
        partner.refer(number)
    partner.run(arguments.seconds)


if __name__ == "__main__":
    main()
