package org.fengqiao.kernel.proof;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.testing.Approved;

/** Checkpoints look the same from every service; their sample is approved once, here. */
class CheckpointSampleTest {

    @Test
    void aCheckpointIsWrittenAsItWasApproved() {
        Approved.messages(Map.of(CheckpointMessage.typeOf("petition"), CheckpointMessage.class));
    }
}
