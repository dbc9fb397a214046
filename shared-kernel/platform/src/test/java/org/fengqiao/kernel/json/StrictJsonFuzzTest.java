package org.fengqiao.kernel.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.fengqiao.kernel.json.StrictJson.Read;
import org.fengqiao.kernel.value.Texts;

/** Whatever bytes come, the strict reader answers with a value that can be kept, or with what is wrong. */
class StrictJsonFuzzTest {

    private static final int LONGEST_DETAIL = 500;

    private final StrictJson json = new StrictJsonTest().json;

    @FuzzTest
    void whateverComesIsReadOrRefused(byte[] bytes) throws IOException {
        switch (json.read(bytes, StrictJsonTest.Registration.class)) {
            case Read.Accepted<StrictJsonTest.Registration>(var value) -> {
                var written = Json.mapper().writeValueAsBytes(value);
                assertThat(Texts.isForbidden(Json.mapper().readTree(written).toString(), Texts.Form.LINE))
                        .as("a character that no database takes")
                        .isFalse();
                assertThat(json.read(written, StrictJsonTest.Registration.class))
                        .as("read again")
                        .isEqualTo(new Read.Accepted<>(value));
            }
            case Read.Rejected<StrictJsonTest.Registration> refused -> {
                assertThat(refused.code()).isIn(Set.of("kernel.malformed-json", "kernel.bad-input"));
                assertThat(refused.fields()).isNotEmpty().allSatisfy(field -> {
                    assertThat(field.code()).matches("[a-z0-9-]+");
                    assertThat(field.detail()).isNotBlank().hasSizeLessThan(LONGEST_DETAIL);
                });
                assertThat(new String(refused.detail().getBytes(UTF_8), UTF_8))
                        .as("the detail can be kept")
                        .isEqualTo(refused.detail());
            }
        }
    }
}
