package org.fengqiao.kernel.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersonalComponentsTest {

    sealed interface Heard {
        record Said(
                UUID id,
                Instant at,
                Speaker who,
                @Personal(PersonalKind.NARRATIVE) List<PersonalText> words) implements Heard {}

        record Left(String reason, Optional<Integer> after) implements Heard {}
    }

    record Speaker(
            SubjectId subject,
            @Personal(PersonalKind.NAME) PersonalText name,
            @Personal(PersonalKind.PHONE) @Nullable PersonalText phone,
            List<String> languages,
            Map<String, List<Speaker>> friends) {}

    record Forgotten(PersonalText name) {}

    record InClear(@Personal(PersonalKind.NAME) String name) {}

    record Hidden(Map<String, PersonalText> names, Optional<PersonalText> other) {}

    @Test
    void whatIsPersonalAndWhatIsInClearStandsInTwoLists() {
        var found = PersonalComponents.of(Heard.class);
        assertThat(found.personal())
                .isEqualTo(Map.of(
                        "Said.words[]", PersonalKind.NARRATIVE,
                        "Said.who.name", PersonalKind.NAME,
                        "Said.who.phone", PersonalKind.PHONE));
        assertThat(found.clear())
                .containsExactlyInAnyOrder("Left.reason", "Said.who.languages[]", "Said.who.friends[]");
    }

    @Test
    void whatIsNotMarkedOrMarkedInVainOrOutOfReachIsNamed() {
        assertThatThrownBy(() -> PersonalComponents.of(Forgotten.class))
                .hasMessage("Forgotten.name is personal and doesn't say of what kind: @Personal");
        assertThatThrownBy(() -> PersonalComponents.of(InClear.class))
                .hasMessage(
                        "InClear.name is said to be personal and is not of type PersonalText or List<PersonalText>");
        assertThatThrownBy(() -> PersonalComponents.of(Hidden.class))
                .hasMessageContaining("Hidden.names[] holds personal text in a container")
                .hasMessageContaining("Hidden.other holds personal text in a container");
    }

    @Test
    void theSubjectsOfABatchAreFoundAtOnce() {
        var zhang = new SubjectId(UUID.randomUUID());
        var li = new SubjectId(UUID.randomUUID());
        var wang = new SubjectId(UUID.randomUUID());
        var theCase = SubjectId.ofCase(UUID.randomUUID());
        var friend = new Speaker(li, PersonalText.of(li, "李四"), null, List.of(), Map.of());
        var speaker = new Speaker(
                zhang,
                PersonalText.of(zhang, "张三"),
                new PersonalText.Erased(wang),
                List.of("zh"),
                Map.of("neighbours", List.of(friend)));
        var said =
                new Heard.Said(UUID.randomUUID(), Instant.EPOCH, speaker, List.of(PersonalText.of(theCase, "他们吵起来了")));
        assertThat(PersonalComponents.subjectsToSeal(List.of(said, new Heard.Left("late", Optional.of(3)))))
                .as("those who are erased need no key")
                .containsExactlyInAnyOrder(zhang, li, theCase);
    }
}
