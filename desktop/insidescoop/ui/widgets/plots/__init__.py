"""Plots with a table behind them."""
