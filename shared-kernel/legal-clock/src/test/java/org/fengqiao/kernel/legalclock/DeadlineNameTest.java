package org.fengqiao.kernel.legalclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class DeadlineNameTest {

    @Test
    void aNameIsAKindAndItsNumbers() {
        var revisit = DeadlineName.parse("revisit-made-1-3");
        assertThat(revisit.kind()).isEqualTo("revisit-made");
        assertThat(revisit.numbers()).isEqualTo(List.of(1, 3));
        assertThat(revisit).isEqualTo(DeadlineName.of("revisit-made", 1, 3));
        assertThat(DeadlineName.parse("claim-2").number()).isEqualTo(2);
    }

    @Test
    void aNameMayBeJustAKind() {
        var name = DeadlineName.parse("acknowledgement");
        assertThat(name).isEqualTo(DeadlineName.of("acknowledgement"));
        assertThat(name.numbers()).isEmpty();
        assertThatIllegalStateException().isThrownBy(name::number);
    }

    @Test
    void aNameThatWouldBeReadOtherwiseIsNotMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> DeadlineName.of("claim-2", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> DeadlineName.of("claim", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> DeadlineName.of("claim", 1_000_000_000));
    }

    @Property
    void everyTextIsANameAndStaysAsItIs(@ForAll @CharRange(from = '-', to = '9') String text) {
        var name = DeadlineName.parse(text);
        assertThat(name.text()).isEqualTo(text);
        var numbers = name.numbers().stream().mapToInt(Integer::intValue).toArray();
        assertThat(DeadlineName.of(name.kind(), numbers)).isEqualTo(name);
    }

    @Test
    void inJsonItIsItsText() throws JsonProcessingException {
        var json = new ObjectMapper();
        var claim = DeadlineName.of("claim", 2);
        assertThat(json.writeValueAsString(claim)).isEqualTo("\"claim-2\"");
        assertThat(json.readValue("\"claim-2\"", DeadlineName.class)).isEqualTo(claim);
        assertThat(json.readValue("\"promise\"", DeadlineName.class)).isEqualTo(DeadlineName.of("promise"));
    }
}
