package org.fengqiao.kernel.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** One value has one text, and a text that is looked at without being decoded is looked at as closely. */
class Base64UrlTest {

    @Property(tries = 500)
    void anyBytesComeBackAndTheirTextHasTheLengthThatWasForetold(@ForAll byte[] bytes) {
        var text = Base64Url.encode(bytes);
        assertThat(Base64Url.decode(Base64Url.require(text))).isEqualTo(bytes);
        assertThat(text).hasSize(Base64Url.length(bytes.length));
    }

    @Property(tries = 5_000)
    void exactlyThoseTextsAreTakenThatJavaDecodesAndWritesTheSameAgain(@ForAll("texts") String text) {
        if (isInItsOneForm(text)) {
            assertThat(Base64Url.require(text)).isEqualTo(text);
        } else {
            assertThatThrownBy(() -> Base64Url.require(text)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Base64Url.decode(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Short, and mostly of the alphabet, so that half of them are of use and the last character matters often. */
    @Provide
    Arbitrary<String> texts() {
        var characters = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(
                        60,
                        Arbitraries.chars()
                                .range('A', 'Z')
                                .range('a', 'z')
                                .range('0', '9')
                                .with('-', '_')),
                net.jqwik.api.Tuple.of(1, Arbitraries.chars().with('+', '/', '=', '.', ' ', '\n', 'é', '张', '\u0080')));
        return characters.list().ofMaxSize(9).map(list -> {
            var text = new StringBuilder();
            list.forEach(text::append);
            return text.toString();
        });
    }

    private static boolean isInItsOneForm(String text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Base64.getUrlDecoder().decode(text))
                    .equals(text);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Test
    void whatIsRefusedIsNotQuoted() {
        assertThatThrownBy(() -> Base64Url.require("张三")).hasMessage("not base64url");
        assertThatThrownBy(() -> Base64Url.decode("张三")).hasMessage("not base64url");
        assertThatThrownBy(() -> Base64Url.decode("AA==")).hasMessage("not base64url");
        assertThatThrownBy(() -> Base64Url.require("AB")).hasMessage("not base64url in its one form");
    }
}
