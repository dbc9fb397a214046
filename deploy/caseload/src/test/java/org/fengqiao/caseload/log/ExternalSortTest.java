package org.fengqiao.caseload.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ExternalSortTest {

    /** Item that is sorted by its rank alone, so that equal ones can be told apart. */
    record Item(int rank, int place) {}

    @Property(tries = 60)
    void whateverFitsIntoTheMemoryTheOrderIsThatOfAStableSort(
            @ForAll @Size(max = 300) List<@IntRange(max = 9) Integer> ranks,
            @ForAll @IntRange(min = 1, max = 40) int atMost)
            throws IOException {
        var items = new ArrayList<Item>();
        for (var rank : ranks) {
            items.add(new Item(rank, items.size()));
        }
        var sorted = new ArrayList<Item>();
        try (var sort = new ExternalSort<>(Item.class, Comparator.comparing(Item::rank), atMost)) {
            items.forEach(sort::add);
            sort.sorted().forEachRemaining(sorted::add);
        }

        assertThat(sorted)
                .isEqualTo(
                        items.stream().sorted(Comparator.comparing(Item::rank)).toList());
    }
}
