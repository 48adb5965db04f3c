"""`python -m chiso_cli`"""

from chiso_cli.app import main

if __name__ == "__main__":
    main()
