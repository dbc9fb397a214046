import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Refers one dispute as the police do, and prints all that comes for a minute.
 * Run: {@code java -cp "kafka-clients.jar:slf4j-api.jar:…" Police.java localhost:9092}, or with the libraries of this
 * checkout {@code java -cp "deploy/conformance/target/lib/*" deploy/conformance/samples/Police.java localhost:9092}.
 */
final class Police {

    private Police() {}

    public static void main(String... args) throws Exception {
        var bootstrap = args[0];
        try (var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrap, "acks", "all"),
                        new StringSerializer(),
                        new StringSerializer());
                var consumer = new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            var partitions = List.of("police.outbound", "police.rejected").stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);

            var reference = "110-" + Instant.now().toEpochMilli();
            producer.send(referral(reference)).get();
            System.out.println("sent " + reference);

            var end = Instant.now().plusSeconds(args.length > 1 ? Long.parseLong(args[1]) : 60);
            while (Instant.now().isBefore(end)) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    System.out.printf(
                            "%s %s %s number %s %s%n",
                            record.topic(),
                            record.key(),
                            header(record.headers(), "ce_type"),
                            header(record.headers(), "ce_sequence"),
                            record.topic().endsWith(".rejected")
                                    ? header(record.headers(), "rejection-code") + ": "
                                            + header(record.headers(), "rejection-detail")
                                    : record.value());
                }
            }
        }
    }

    private static ProducerRecord<String, String> referral(String reference) {
        var record = new ProducerRecord<>("police.inbound", reference, """
                {"reference": "%s", "occurredAt": "%s", "summary": "楼上漏水，双方争执",
                 "amount": {"amount": "3200.00", "currency": "CNY"},
                 "applicants": [{"name": "王某", "phone": "13800000000"}], "respondents": [{"name": "李某"}],
                 "place": {"district": "昆都仑区", "street": "少先路街道"}}"""
                .formatted(reference, Instant.now().minusSeconds(3_600)));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_source", "/police/110",
                        "ce_type", "fengqiao.partner.referral-submitted.v1",
                        "ce_time", Instant.now().toString(),
                        "content-type", "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    private static String header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null ? "-" : new String(header.value(), UTF_8);
    }
}
