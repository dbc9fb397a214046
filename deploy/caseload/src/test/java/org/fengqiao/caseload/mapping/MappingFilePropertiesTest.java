package org.fengqiao.caseload.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MappingFilePropertiesTest {

    private static final List<String> LINES = Samples.SMALL.lines().toList();

    @Property(tries = 80)
    void aKeyThatIsMisspeltIsToldAndPlaysNothing(@ForAll("keys") int index) {
        var lines = new ArrayList<>(LINES);
        lines.set(index, lines.get(index).replaceFirst("([a-zA-Z-]+):", "$1x:"));

        var faulty = catchThrowableOfType(
                MappingFile.Faulty.class, () -> MappingFile.read("m.yaml", String.join("\n", lines)));

        assertThat(faulty).as(lines.get(index)).isNotNull();
        assertThat(faulty.faults()).extracting(MappingFault::line).contains(index + 1);
    }

    /** Lines with a key of ours, not with a name that the mapping gives. */
    @Provide
    Arbitrary<Integer> keys() {
        return Arbitraries.of(IntStream.range(0, LINES.size())
                .filter(index -> LINES.get(index).contains(":"))
                .filter(index -> !LINES.get(index).matches(" {2}(fined|sent|served|paid|noted|streets|towns):.*"))
                .boxed()
                .toList());
    }

    @Property(tries = 200)
    void whateverALineIsReplacedByTheAnswerIsAMappingOrFaultsWithLines(
            @ForAll("places") int index, @ForAll("junk") String junk) {
        var lines = new ArrayList<>(LINES);
        lines.set(index, junk);
        try {
            MappingFile.read("m.yaml", String.join("\n", lines));
        } catch (MappingFile.Faulty faulty) {
            assertThat(faulty.faults())
                    .isNotEmpty()
                    .allSatisfy(fault -> assertThat(fault.line()).isBetween(1, LINES.size() + 1));
        }
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, LINES.size() - 1);
    }

    @Provide
    Arbitrary<String> junk() {
        return Arbitraries.strings().withChars("ab :-[]{}'\"#&*!|>%@`,?0\t~$").ofMaxLength(12);
    }
}
