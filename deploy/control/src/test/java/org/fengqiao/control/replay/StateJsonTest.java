package org.fengqiao.control.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;

/** States of any service as JSON. */
class StateJsonTest {

    private sealed interface State {
        record Open(Dossier dossier, @Nullable String unit) implements State {}
    }

    private record Number(int number) {}

    private record Dossier(
            @Personal(PersonalKind.NAME) PersonalText name,
            @Personal(PersonalKind.NARRATIVE) List<PersonalText> told,
            Map<Number, Instant> times,
            Set<String> words,
            Optional<Number> last,
            Counter counter) {}

    private static final class Counter {
        private final int counted = 3;
    }

    private static final SubjectId SUBJECT = new SubjectId(new UUID(0, 1));

    @Test
    void everyPartIsShownByItsNameAndPeopleByKindOnly() {
        var state = new State.Open(
                new Dossier(
                        PersonalText.of(SUBJECT, "李某"),
                        List.of(new PersonalText.Erased(SUBJECT)),
                        Map.of(new Number(2), Instant.EPOCH, new Number(1), Instant.EPOCH),
                        Set.of("b", "a", "c"),
                        Optional.of(new Number(7)),
                        new Counter()),
                null);

        assertThat(StateJson.of(state).toString())
                .isEqualTo("{\"is\":\"Open\",\"dossier\":{\"name\":\"[sealed NAME]\",\"told\":[\"[erased]\"],"
                        + "\"times\":{\"1\":\"1970-01-01T00:00:00Z\",\"2\":\"1970-01-01T00:00:00Z\"},"
                        + "\"words\":[\"a\",\"b\",\"c\"],\"last\":7,\"counter\":{\"counted\":3}}}");
    }

    @Test
    void aCaseNeverHeardOfIsNothing() {
        assertThat(StateJson.of(null).isNull()).isTrue();
    }
}
