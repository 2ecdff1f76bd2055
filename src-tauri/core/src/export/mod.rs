//! The workbook and other files that leave the program.
