package org.fengqiao.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import org.fengqiao.verification.SampleLog.Closing;
import org.fengqiao.verification.SampleLog.Entry;

/**
 * Draw of a sample again from the log alone, by the rules that {@code docs/operations.md} states. It is written from
 * these and shares no code with the service, so that a mistake there shows.
 */
final class Redraw {

    private static final int ALL = 100;

    private final SampleLog log;
    private final ZoneId zone;

    /** @param zone in which the days of a period begin */
    Redraw(SampleLog log, ZoneId zone) {
        this.log = log;
        this.zone = zone;
    }

    private record Stratum(String unit, String outcome) implements Comparable<Stratum> {

        static Stratum of(Closing closing) {
            return new Stratum(closing.unit(), closing.outcome());
        }

        @Override
        public int compareTo(Stratum other) {
            return Comparator.comparing(Stratum::unit)
                    .thenComparing(Stratum::outcome)
                    .compare(this, other);
        }
    }

    /**
     * Returns what differs between a sample and the one that is drawn from the log; empty if they are the same. Each
     * line names one difference.
     */
    List<String> differences(Entry sample) {
        var said = sample.data();
        var closings = log.closings(
                sample,
                LocalDate.parse(said.path("from").asText()).atStartOfDay(zone).toInstant(),
                LocalDate.parse(said.path("to").asText())
                        .plusDays(1)
                        .atStartOfDay(zone)
                        .toInstant());
        var differences = new ArrayList<String>();
        if (closings.size() != said.path("closings").asInt()
                || !digestOf(closings).equals(said.path("closingsDigest").asText())) {
            differences.add("it says that it was drawn from %d closings with digest %s; the log has %d with digest %s"
                    .formatted(
                            said.path("closings").asInt(),
                            said.path("closingsDigest").asText(),
                            closings.size(),
                            digestOf(closings)));
        }
        var drawn = drawn(said, closings);
        compare(drawn, toldOf(said.path("drawn")), "it names", "the seed does not draw", differences);
        var noted = new TreeMap<String, String>();
        log.notedIn(sample)
                .forEach(entry -> noted.put(
                        entry.subject() + "/" + entry.closure(),
                        texts(entry.data().path("reviewers"))));
        compare(drawn, noted, "cases carry", "the seed does not draw", differences);
        return differences;
    }

    /**
     * Adds what differs.
     *
     * @param drawn case and closure, and who reviews it, as they are drawn again
     * @param told the same as the log tells them
     */
    private static void compare(
            Map<String, String> drawn,
            Map<String, String> told,
            String how,
            String otherwise,
            List<String> differences) {
        var all = new TreeSet<>(drawn.keySet());
        all.addAll(told.keySet());
        for (var closing : all) {
            if (!drawn.containsKey(closing)) {
                differences.add("%s %s, which %s".formatted(how, closing, otherwise));
            } else if (!told.containsKey(closing)) {
                differences.add("the seed draws %s, which is missing where %s it".formatted(closing, how));
            } else if (!drawn.get(closing).equals(told.get(closing))) {
                differences.add("%s %s for review by %s; the seed gives it to %s"
                        .formatted(how, closing, told.get(closing), drawn.get(closing)));
            }
        }
    }

    private static Map<String, String> toldOf(JsonNode drawn) {
        var told = new TreeMap<String, String>();
        drawn.forEach(one -> told.put(
                one.path("caseId").asText() + "/" + one.path("closure").asInt(), texts(one.path("reviewers"))));
        return told;
    }

    /** Draws: case and closure of each, and who reviews it. */
    private static Map<String, String> drawn(JsonNode said, List<Closing> closings) {
        var seed = said.path("seed").asText();
        var order = Comparator.<Closing, String>comparing(closing -> digest(seed + "/" + text(closing)));
        var strata = new TreeMap<Stratum, List<Closing>>(closings.stream().collect(Collectors.groupingBy(Stratum::of)));
        var shares = shares(strata, Math.min(said.path("size").asInt(), closings.size()), closings.size());
        var chosen = strata.entrySet().stream()
                .flatMap(stratum -> stratum.getValue().stream().sorted(order).limit(shares.get(stratum.getKey())))
                .sorted(order)
                .toList();
        var twice = Math.ceilDiv(chosen.size() * said.path("secondPercent").asInt(), ALL);
        var drawn = new TreeMap<String, String>();
        for (var at = 0; at < chosen.size(); at++) {
            var closing = chosen.get(at);
            drawn.put(
                    text(closing),
                    StreamSupport.stream(said.path("reviewers").spliterator(), false)
                            .map(JsonNode::asText)
                            .filter(unit -> !unit.equals(closing.unit()))
                            .sorted(Comparator.comparing(unit -> digest(seed + "/" + text(closing) + "/" + unit)))
                            .limit(at < twice ? 2 : 1)
                            .collect(Collectors.joining(", ")));
        }
        return drawn;
    }

    private static Map<Stratum, Integer> shares(Map<Stratum, List<Closing>> strata, int size, int all) {
        var shares = new TreeMap<Stratum, Integer>();
        strata.forEach((stratum, some) -> shares.put(stratum, Math.toIntExact((long) size * some.size() / all)));
        var left = size - shares.values().stream().mapToInt(Integer::intValue).sum();
        strata.keySet().stream()
                .sorted(Comparator.<Stratum>comparingLong(
                                stratum -> -((long) size * strata.get(stratum).size() % all))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(left)
                .forEach(stratum -> shares.merge(stratum, 1, Integer::sum));
        return shares;
    }

    private static String text(Closing closing) {
        return closing.caseId() + "/" + closing.closure();
    }

    private static String texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    private static String digestOf(List<Closing> closings) {
        return digest(closings.stream()
                .map(closing -> text(closing) + "/" + closing.unit() + "/" + closing.outcome() + "\n")
                .sorted()
                .collect(Collectors.joining()));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
