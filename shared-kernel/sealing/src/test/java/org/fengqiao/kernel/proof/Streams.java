package org.fengqiao.kernel.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Digest;
import org.fengqiao.kernel.crypto.Suite;

/** Streams to be proved, and what may be done to them. */
final class Streams {

    static final ChainKey KEY =
            ChainKey.of(Suite.INTERNATIONAL, "mediation", "the service's secret, 32 bytes at least");

    private Streams() {}

    /**
     * A stream as it was recorded.
     *
     * @param random for what a test still needs to choose
     */
    record Recorded(EventStream stream, List<LinkedEvent> events, Random random) {
        Head head() {
            return new Head(stream, events.size(), events.getLast().link());
        }

        int anyPlace() {
            return random.nextInt(events.size());
        }
    }

    static Arbitrary<Recorded> recorded(int least) {
        return Arbitraries.longs().map(seed -> {
            var random = new Random(seed);
            return recorded(random, least + random.nextInt(7));
        });
    }

    static Recorded recorded(Random random, int length) {
        var stream = new EventStream("mediation", uuid(random));
        var events = new ArrayList<LinkedEvent>();
        for (var version = 1L; version <= length; version++) {
            // Both suites in one stream.
            var suite = random.nextInt(4) == 0 ? Suite.NATIONAL : Suite.INTERNATIONAL;
            append(stream, events, suite, row(random, stream.caseId(), version));
        }
        return new Recorded(stream, List.copyOf(events), random);
    }

    static void append(EventStream stream, List<LinkedEvent> events, Suite suite, EventRow row) {
        var previous =
                events.isEmpty() ? Chain.start(suite, stream) : events.getLast().link();
        var link = Chain.next(suite, previous, row);
        events.add(new LinkedEvent(row, link, KEY.mark(link)));
    }

    static EventRow row(Random random, UUID caseId, long version) {
        return new EventRow(
                uuid(random),
                caseId,
                version,
                "fengqiao.mediation.session-held.v1",
                "{\"session\":" + random.nextInt(9) + ",\"undisputedFacts\":[\"box." + random.nextLong() + "\"]}",
                Instant.ofEpochSecond(1_700_000_000L + random.nextInt(1_000_000), random.nextInt(1_000_000) * 1_000L),
                Instant.ofEpochSecond(1_700_000_000L + random.nextInt(1_000_000), random.nextInt(1_000_000) * 1_000L),
                "worker-" + random.nextInt(100),
                maybe(random, "street-" + random.nextInt(10)),
                "mediator",
                maybe(random, "applicant-1"),
                uuid(random),
                random.nextBoolean() ? uuid(random) : null,
                maybe(random, "00-" + random.nextLong() + "-01"));
    }

    private static @Nullable String maybe(Random random, String text) {
        return random.nextBoolean() ? text : null;
    }

    static UUID uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /**
     * The same rows with links that fit, from this version on, as somebody computes them who has the database but not
     * the service's key.
     */
    static List<LinkedEvent> relinked(EventStream stream, List<LinkedEvent> events, int from) {
        var relinked = new ArrayList<LinkedEvent>();
        for (var at = 0; at < events.size(); at++) {
            var event = events.get(at);
            if (at < from) {
                relinked.add(event);
            } else {
                var suite = event.link().suite();
                var previous = at == 0
                        ? Chain.start(suite, stream)
                        : relinked.getLast().link();
                relinked.add(new LinkedEvent(event.row(), Chain.next(suite, previous, event.row()), event.mark()));
            }
        }
        return relinked;
    }

    /** The same events with the numbers of their places. */
    static List<LinkedEvent> renumbered(List<LinkedEvent> events) {
        var renumbered = new ArrayList<LinkedEvent>();
        for (var event : events) {
            renumbered.add(withRow(event, withVersion(event.row(), renumbered.size() + 1L)));
        }
        return renumbered;
    }

    static LinkedEvent withRow(LinkedEvent event, EventRow row) {
        return new LinkedEvent(row, event.link(), event.mark());
    }

    static EventRow withVersion(EventRow row, long version) {
        return new EventRow(
                row.eventId(),
                row.caseId(),
                version,
                row.type(),
                row.data(),
                row.occurredAt(),
                row.recordedAt(),
                row.actorId(),
                row.actorUnit(),
                row.actorRole(),
                row.onBehalfOf(),
                row.correlationId(),
                row.causationId(),
                row.traceparent());
    }

    static Digest otherDigest(Random random, Digest digest) {
        var bytes = digest.bytes();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return MerkleTree.digest(digest.suite(), bytes);
    }
}
