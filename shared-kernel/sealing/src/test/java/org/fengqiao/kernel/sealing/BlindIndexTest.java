package org.fengqiao.kernel.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fengqiao.kernel.sealing.PersonalKind.ID_NUMBER;
import static org.fengqiao.kernel.sealing.PersonalKind.NAME;
import static org.fengqiao.kernel.sealing.PersonalKind.PHONE;

import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.fengqiao.kernel.crypto.Suite;

/** The same person is found, however somebody typed it. */
class BlindIndexTest {

    static final byte[] SECRET = new byte[32];

    final BlindIndex index = new BlindIndex(Suite.INTERNATIONAL, 1, SECRET);

    @Test
    void anIdentityNumberInAllItsForms() {
        // The example number of GB 11643-1999, and its form of 15 digits.
        alike(
                ID_NUMBER,
                "11010519491231002X",
                "11010519491231002x",
                " 110105 19491231 002X ",
                "１１０１０５１９４９１２３１００２Ｘ",
                "110105-19491231-002x",
                "110105\u200B19491231002X",
                "110105491231002");
    }

    @Test
    void aPhoneInAllItsForms() {
        alike(
                PHONE,
                "13912345678",
                "139 1234 5678",
                "139-1234-5678",
                "+86 139 1234 5678",
                "008613912345678",
                "１３９１２３４５６７８");
        alike(
                PHONE,
                "04725151234",
                "0472-5151234",
                "(0472) 5151234",
                "（0472）5151234",
                "+86 472 5151234",
                "0472-5151234-801",
                "0472-5151234转801",
                "04725151234 ext. 801");
    }

    @Test
    void eachOfSeveralNumbersFindsThePerson() {
        var each = List.of("13912345678", "04725151234", "5151235").stream()
                .flatMap(number -> index.of(PHONE, number).stream())
                .toList();
        assertThat(each).hasSize(3).doesNotHaveDuplicates();
        for (var text : List.of(
                "13912345678、0472-5151234/5151235",
                "139 1234 5678；0472-5151234转8，5151235",
                "+86 13912345678,(0472)5151234;5151235")) {
            assertThat(index.of(PHONE, text)).as(text).isEqualTo(each);
        }
    }

    @Test
    void aNameOfWhichEverySystemHasItsOwnForm() {
        alike(NAME, "买买提·吐尔逊", "买买提.吐尔逊", "买买提．吐尔逊", "买买提•吐尔逊", "买买提。吐尔逊", "买买提 ． 吐尔逊", "买买提\uFE00·吐尔逊");
        assertThat(index.of(NAME, "J. Smith"))
                .as("a full stop that is none of a name's dots")
                .isNotEqualTo(index.of(NAME, "J·Smith"));
        alike(NAME, "王䶮", "王\uE863", "王䶮\uFE0F", "王䶮\uDB40\uDD00", "王 䶮");
        alike(NAME, "李\uD840\uDC87", "李\uE816");
        alike(NAME, "金龙", "\u2FA6龙\u3164");
    }

    @Test
    void theTwinsAreThoseOfTheNationalStandard() throws Exception {
        // The JDK's GB18030 knows them all but the six that lie outside the basic plane, which stay private there.
        var gbk = new byte[] {(byte) 0xFE, 0};
        var standard = Charset.forName("GB18030");
        var twin = 0xE815;
        for (var second = 0x50; second <= 0xA0; second++) {
            if (second != 0x7F) {
                gbk[1] = (byte) second;
                var known = new String(gbk, standard);
                var mapped = SearchTable.get().mapped(Character.toString(twin));
                if (known.codePointAt(0) != twin) {
                    assertThat(mapped).isEqualTo(known);
                } else {
                    assertThat(mapped.codePointAt(0)).isGreaterThan(0x20000);
                }
                twin++;
            }
        }
        assertThat(twin).isEqualTo(0xE865);
    }

    @Test
    void aNameInAllItsForms() {
        alike(NAME, "张三", " 张三", "张 三", "张　三", "张\u200B三", "张三\n");
        alike(NAME, "买买提·吐尔逊", "买买提•吐尔逊", "买买提・吐尔逊", "买买提 · 吐尔逊", "买买提･吐尔逊");
        alike(NAME, "John Smith", "JOHN  SMITH", "Ｊｏｈｎ　Ｓｍｉｔｈ");
        assertThat(index.of(NAME, "Johns Mith")).isNotEqualTo(index.of(NAME, "John Smith"));
    }

    @Test
    void differentPeopleAreNotAlike() {
        assertThat(index.of(NAME, "张三")).isNotEqualTo(index.of(NAME, "张四"));
        assertThat(index.of(ID_NUMBER, "11010519491231002X")).isNotEqualTo(index.of(ID_NUMBER, "110105194912310021"));
        assertThat(index.of(PHONE, "8613912345678"))
                .as("a country's code is not cut off what is no mobile number")
                .isEqualTo(index.of(PHONE, "13912345678"));
        assertThat(index.of(PHONE, "8604725151234")).isNotEqualTo(index.of(PHONE, "04725151234"));
    }

    @ParameterizedTest
    @EnumSource
    void eachKindSuiteVersionAndSecretHasItsOwn(Suite suite) {
        var one = new BlindIndex(suite, 1, SECRET);
        var number = "110105194912310021";
        var otherSecret = SECRET.clone();
        otherSecret[31] = 1;
        var otherSuite = suite == Suite.INTERNATIONAL ? Suite.NATIONAL : Suite.INTERNATIONAL;
        assertThat(one.of(ID_NUMBER, number).getFirst().toString().replace("-", ""))
                .doesNotContain(number)
                .doesNotContain(first16(number.getBytes(UTF_8)))
                .doesNotContain(first16(suite.digest(number.getBytes(UTF_8))));
        assertThat(List.of(
                        one.of(ID_NUMBER, number),
                        one.of(PHONE, number),
                        one.of(NAME, number),
                        new BlindIndex(otherSuite, 1, SECRET).of(NAME, number),
                        new BlindIndex(suite, 1, otherSecret).of(NAME, number)))
                .doesNotHaveDuplicates();
        assertThat(one.madeWith()).isEqualTo(suite.id() + ".1");
        assertThat(new BlindIndex(suite, 2, SECRET).madeWith()).isEqualTo(suite.id() + ".2");
    }

    @ParameterizedTest
    @EnumSource
    void anIndexIsTheFirst16BytesOfTheKeyedDigest(Suite suite) {
        var number = "110105194912310021";
        var digest =
                suite.authenticate(suite.derive(SECRET, "fengqiao blind index 1 ID_NUMBER"), number.getBytes(UTF_8));
        assertThat(new BlindIndex(suite, 1, SECRET)
                        .of(ID_NUMBER, number)
                        .getFirst()
                        .toString()
                        .replace("-", ""))
                .isEqualTo(first16(digest));
    }

    private static String first16(byte[] bytes) {
        return HexFormat.of().formatHex(bytes, 0, 16);
    }

    @Test
    void anIndexIsThatOfTheKeyItWasMadeFrom() {
        var secret = new SubjectId(new UUID(0, 1));
        var first = ring(new SubjectKey(secret, 1, Suite.INTERNATIONAL, SECRET));
        var made = BlindIndex.of(first, secret);
        assertThat(made.isOf(first, secret)).isTrue();
        assertThat(made.isOf(ring(new SubjectKey(secret, 2, Suite.INTERNATIONAL, SECRET)), secret))
                .isFalse();
        assertThat(made.isOf(ring(), secret)).isFalse();
        assertThat(index.isOf(ring(), secret)).as("made from no key").isFalse();
    }

    private static KeyRing ring(SubjectKey... keys) {
        return new KeyRing(Purpose.HANDLING_THE_CASE, List.of(keys), List.of());
    }

    @Test
    void whatSaysNothingHasNoIndex() {
        assertThat(index.of(NAME, " \u200B")).isEmpty();
        assertThat(index.of(PHONE, "unknown")).isEmpty();
        assertThatThrownBy(() -> index.of(PersonalKind.NARRATIVE, "他们吵起来了"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("吵");
        assertThatThrownBy(() -> new BlindIndex(Suite.INTERNATIONAL, 1, new byte[31]))
                .hasMessageContaining("32 bytes");
    }

    @Property
    void whatIsNormalStaysNormal(@ForAll @NumericChars @StringLength(max = 20) String digits, @ForAll String any) {
        for (var kind : List.of(NAME, PHONE, ID_NUMBER)) {
            for (var text : List.of(digits, any)) {
                var normal = Normalizer.of(kind, text);
                assertThat(normal)
                        .allSatisfy(one -> assertThat(Normalizer.of(kind, one)).containsExactly(one));
            }
        }
    }

    @Property
    void whatIsSeenToBeNormalAtOnceIsAlsoNormalWhenLookedAtThoroughly(
            @ForAll @CharRange(from = '\u3000', to = '\uFFEF') @StringLength(max = 6) String name,
            @ForAll @NumericChars @StringLength(max = 14) String digits,
            @ForAll @NumericChars @Chars({'X', 'x', '８'}) @StringLength(min = 17, max = 19) String number) {
        for (var kind : List.of(NAME, PHONE, ID_NUMBER)) {
            for (var text : List.of(name, digits, number)) {
                assertThat(Normalizer.of(kind, text)).as(text).isEqualTo(Normalizer.thoroughly(kind, text));
            }
        }
    }

    private void alike(PersonalKind kind, String first, String... others) {
        for (var other : others) {
            assertThat(index.of(kind, other)).as(other).hasSize(1).isEqualTo(index.of(kind, first));
        }
    }
}
