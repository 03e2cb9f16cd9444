"""What is due when: rules, the schedule that counts their days, and days off."""
