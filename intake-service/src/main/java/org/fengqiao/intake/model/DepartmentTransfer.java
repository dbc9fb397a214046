package org.fengqiao.intake.model;

/**
 * Transfer of a case by a department (转办).
 *
 * @param department its name
 * @param number of its letter
 */
public record DepartmentTransfer(String department, String number) {}
