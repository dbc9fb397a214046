package org.fengqiao.intake.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.DisputeSketch;

/**
 * Keys under which a case is found as similar to another one: of each person, of place and category together, and of
 * runs of words. Two cases with one key in common are compared, no others. Each key holds for one season, so that the
 * number of cases under it does not grow with the years.
 *
 * <p>Words give keys by MinHash: of twelve keys, each of three least digests, two accounts that share half of their
 * words have one in common four times out of five, and two that share a tenth once in eighty.
 */
public final class SearchKeys {

    private static final int BANDS = 12;
    private static final int ROWS = 3;
    private static final long SEASON_SECONDS = 90L * 24 * 60 * 60;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int FEWEST_WORDS = 3;

    private SearchKeys() {}

    /** Returns the keys under which a case is kept: those of the season in which it came in. */
    public static List<Long> kept(DisputeSketch sketch) {
        return in(season(sketch.receivedAt()), bases(sketch));
    }

    /** Returns the keys under which others like it are kept that came in between two times. */
    public static List<Long> sought(DisputeSketch sketch, Instant from, Instant to) {
        return between(from, to, bases(sketch));
    }

    /** Returns the keys under which others with the same people are kept that came in between two times. */
    public static List<Long> soughtByPeople(DisputeSketch sketch, Instant from, Instant to) {
        return between(
                from,
                to,
                sketch.parties().stream()
                        .flatMap(party -> Stream.concat(Stream.ofNullable(party.idNumber()), party.phones().stream()))
                        .toList());
    }

    private static List<Long> between(Instant from, Instant to, List<Long> bases) {
        return LongStream.rangeClosed(season(from), season(to))
                .boxed()
                .flatMap(season -> in(season, bases).stream())
                .toList();
    }

    private static long season(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SEASON_SECONDS);
    }

    private static List<Long> in(long season, List<Long> bases) {
        return bases.stream()
                .map(base -> mixed(base ^ mixed(season + GOLDEN)))
                .distinct()
                .toList();
    }

    private static List<Long> bases(DisputeSketch sketch) {
        var bases = new ArrayList<Long>();
        for (var party : sketch.parties()) {
            Stream.concat(Stream.of(party.name(), party.idNumber()), party.phones().stream())
                    .filter(digest -> digest != null)
                    .forEach(bases::add);
        }
        var category = sketch.category();
        if (category != null) {
            var place = sketch.place();
            addPlace(bases, category, place.district(), place.street());
            addPlace(bases, category, place.district(), place.street(), place.community());
            addPlace(bases, category, place.district(), place.street(), place.community(), place.grid());
        }
        if (sketch.words().size() >= FEWEST_WORDS) {
            bases.addAll(bands(sketch.words()));
        }
        return bases;
    }

    /** A place is nobody's secret: only with the category, which is a keyed digest, does it make a key. */
    private static void addPlace(List<Long> bases, long category, @Nullable String... levels) {
        if (levels[levels.length - 1] != null) {
            var key = category;
            for (var level : levels) {
                key = mixed(key * 31 + (level == null ? 0 : level.hashCode()));
            }
            bases.add(key);
        }
    }

    private static List<Long> bands(Set<Long> words) {
        var least = new long[BANDS * ROWS];
        Arrays.fill(least, Long.MAX_VALUE);
        for (var word : words) {
            for (var at = 0; at < least.length; at++) {
                least[at] = Math.min(least[at], mixed(word + at * GOLDEN));
            }
        }
        var bands = new ArrayList<Long>(BANDS);
        for (var band = 0; band < BANDS; band++) {
            var key = (long) band;
            for (var row = 0; row < ROWS; row++) {
                key = mixed(key * 31 + least[band * ROWS + row]);
            }
            bands.add(key);
        }
        return bands;
    }

    /** Mixes the bits (the finisher of SplitMix64); what is kept secret is secret before. */
    private static long mixed(long value) {
        var z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
