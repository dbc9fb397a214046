package org.fengqiao.kernel.number;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Numbers, as bytes that somebody looks for until some are found that hurt. */
class NumbersFuzzTest {

    @FuzzTest
    void whateverIsWrittenHasAnAnswer(byte[] bytes) {
        new NumbersPropertiesTest().whateverIsWrittenHasAnAnswer(new String(bytes, UTF_8));
    }
}
