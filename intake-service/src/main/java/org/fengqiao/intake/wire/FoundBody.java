package org.fengqiao.intake.wire;

import java.util.List;

import org.fengqiao.intake.view.People;

/** Cases in which somebody was found, at most 200. */
public record FoundBody(List<People.Found> items) {}
