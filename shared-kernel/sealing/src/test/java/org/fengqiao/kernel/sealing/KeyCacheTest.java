package org.fengqiao.kernel.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.crypto.Suite;

class KeyCacheTest {

    Instant now = Instant.parse("2026-05-04T00:00:00Z");
    final KeyCache cache = new KeyCache(3, Duration.ofMinutes(1), () -> now);
    final List<SubjectId> subjects =
            IntStream.range(0, 5).mapToObj(n -> new SubjectId(new UUID(0, n))).toList();

    void keep(int subject) {
        var id = subjects.get(subject);
        cache.keep(id, List.of(new SubjectKey(id, 1, Suite.NATIONAL, new byte[16])));
    }

    @Test
    void keepsNoMoreThanItMayAndThoseThatAreUsed() {
        keep(0);
        keep(1);
        keep(2);
        assertThat(cache.find(List.of(subjects.get(0)))).hasSize(1);
        keep(3);
        assertThat(cache.find(subjects).keySet())
                .as("0 was used, and 3 is new")
                .hasSize(3)
                .contains(subjects.get(0), subjects.get(3));
    }

    @Test
    void keepsNothingForLongerThanItMayHoweverOftenItIsUsed() {
        keep(0);
        now = now.plusSeconds(59);
        assertThat(cache.find(subjects)).hasSize(1);
        now = now.plusSeconds(1);
        assertThat(cache.find(subjects)).isEmpty();
        assertThat(cache.size()).isZero();
    }

    @Test
    void forgetsAtOnceWhoIsErased() {
        keep(0);
        keep(1);
        cache.forget(List.of(subjects.get(0)));
        assertThat(cache.find(subjects).keySet()).containsExactly(subjects.get(1));
    }
}
