package org.fengqiao.kernel.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Names and numbers, as bytes: each comes to rest in a normal form by which it is found. */
class NormalizerFuzzTest {

    @FuzzTest
    void whatIsNormalStaysNormal(byte[] bytes) {
        var text = new String(bytes, UTF_8);
        for (var kind : List.of(PersonalKind.NAME, PersonalKind.PHONE, PersonalKind.ID_NUMBER)) {
            assertThat(Normalizer.of(kind, text))
                    .allSatisfy(one -> assertThat(Normalizer.of(kind, one)).containsExactly(one));
        }
    }
}
