package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Summaries that name nobody. */
class AnonymityTest {

    private static final List<String> NAMES = List.of("欧阳明远", "阿依古丽·买买提", "王", "");

    @ParameterizedTest
    @ValueSource(strings = {"甲某与乙某因楼上漏水发生纠纷，2024年3月1日达成协议，赔偿12000.50元。", "国王花园小区的物业费纠纷", "买买提诉邻居"})
    void whatNamesNobodyIsAnonymous(String text) {
        assertThat(Anonymity.isBroken(text, NAMES)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "欧阳明远的卫生间漏水",
                "欧 阳 明 远的卫生间漏水",
                "阿依古丽买买提要求赔偿",
                "请拨打13847200000",
                "请拨打138-4720-0000",
                "身份证15020319800101002X"
            })
    void aNameOrANumberBreaksIt(String text) {
        assertThat(Anonymity.isBroken(text, NAMES)).isTrue();
    }
}
