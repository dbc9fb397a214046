package org.fengqiao.kernel.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

class MessagesTest {

    static final Map<String, Set<String>> SENTENCES =
            Map.of("greeting", Set.of("name"), "farewell", Set.of(), "length", Set.of("count", "unit"));

    final Messages messages = Messages.read(MessagesTest.class, "messages/complete", SENTENCES);

    @Test
    void aSentenceIsSaidInBothLanguages() {
        assertThat(messages.say("greeting", Map.of("name", new Bilingual("李四", "Li Si"))))
                .isEqualTo(new Bilingual("李四，您好！", "Good day, Li Si!"));
        assertThat(messages.say("farewell", Map.of())).isEqualTo(new Bilingual("再见。", "Good bye."));
    }

    @Test
    void whatIsFilledInIsNotReadAsASentenceAgain() {
        var odd = new Bilingual("{name} $1 \\", "{name} $1 \\");
        assertThat(messages.say("greeting", Map.of("name", odd)).en()).isEqualTo("Good day, {name} $1 \\!");
    }

    @Test
    void aPlaceholderWithoutAValueIsAnError() {
        assertThatIllegalArgumentException().isThrownBy(() -> messages.say("greeting", Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> messages.say("reproach", Map.of()));
    }

    @Test
    void everythingThatIsNotCompleteIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Messages.read(MessagesTest.class, "messages/faulty", SENTENCES))
                .withMessage("messages/faulty_zh.properties: farewell is missing; "
                        + "messages/faulty_zh.properties: nobody says reproach; "
                        + "messages/faulty_en.properties: greeting must have the placeholders [name]");
        assertThatIllegalStateException()
                .isThrownBy(() -> Messages.read(MessagesTest.class, "messages/none", SENTENCES))
                .withMessage("messages/none_zh.properties is not on the class path");
    }
}
